"""Every page of promises in a real browser, in both languages."""

from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser

from tests.factories import city as cities
from tests.journeys import browser
from tests.journeys.browser import DESK, window
from tests.journeys.test_every_page import LANGUAGES, Walk
from tests.journeys.test_task_pages import missed
from townline.accounts.models import Role
from townline.accounts.queries import viewer_of
from townline.service_requests import operations as service_requests
from townline.service_requests.workflow import State

pytestmark = [*browser.in_browser, pytest.mark.django_db(transaction=True)]


@LANGUAGES
def test_every_page_of_promises(chromium: Browser, live_server: Any, tiles: None, language: str) -> None:
    city = cities.build(language=language)
    at = timezone.now()
    boss = viewer_of(user=city.staff[Role.MANAGER], at=at)
    request = city.requests[State.ASSIGNED]
    service_requests.change_priority(request=request, priority=1, by=boss, at=at)
    page = f"/desk/requests/{request.reference}"
    with window(chromium, live_server.url) as staff:
        staff.sign_in(city.staff[Role.MANAGER])
        walk = Walk(staff, language=language, inside=r"/desk/requests/\d+/(promises|correct)", screen=DESK)
        walk.from_(page, f"{page}/promises", f"{page}/promises/tell", f"{page}/promises/again", f"{page}/correct")
    with window(chromium, live_server.url) as staff:
        staff.sign_in(city.staff[Role.ADMINISTRATOR])
        settings = Walk(staff, language=language, inside=r"/desk/settings/promises", screen=DESK)
        settings.from_("/desk/settings/promises", "/desk/settings/services/pothole/change")
    assert [name for name in missed(walk, "clocks") if name not in settings.seen] == []
    walk.end()
    settings.end()
