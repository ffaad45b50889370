"""What is due and late, in a real browser, in both languages: every board and the lists behind, down to one request."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser

from tests.factories import city as cities
from tests.journeys import browser
from tests.journeys.browser import DESK, PHONE, window
from tests.journeys.test_every_page import LANGUAGES, Walk
from townline.accounts.models import Role
from townline.service_requests.models import ServiceRequest
from townline.service_requests.workflow import State

pytestmark = [*browser.in_browser, pytest.mark.django_db(transaction=True)]


@LANGUAGES
def test_every_board_and_the_list_behind(chromium: Browser, live_server: Any, tiles: None, language: str) -> None:
    city = cities.build(language=language)
    request = city.requests[State.ASSIGNED]
    manager = city.staff[Role.MANAGER]
    with window(chromium, live_server.url) as staff:
        staff.sign_in(manager)
        walk = Walk(staff, language=language, inside=r"/desk/ageing", screen=DESK)
        walk.from_(
            "/desk/ageing/",
            "/desk/ageing/city/0",
            "/desk/ageing/city/0?by=share",
            f"/desk/ageing/department/{request.department_id}",
            f"/desk/ageing/team/{request.team_id}",
            f"/desk/ageing/person/{manager.pk}",
            "/desk/ageing/requests?level=city&id=0&what=open",
            "/desk/ageing/requests?level=city&id=0&what=untold",
        )
    walk.seen["desk:ageing"] = "it leads on to a board"
    walk.end("ageing")


def test_manager_goes_from_the_city_to_a_late_request_by_words_alone(
    chromium: Browser, live_server: Any, tiles: None
) -> None:
    city = cities.build(language="en")
    late = city.requests[State.ASSIGNED]
    ServiceRequest.objects.filter(pk=late.pk).update(due_at=timezone.now() - timedelta(days=30))
    with window(chromium, live_server.url, screen=PHONE) as staff:
        staff.sign_in(city.staff[Role.MANAGER])
        page = staff.page
        page.goto("/desk/ageing/")
        assert "open requests are late." in page.locator(".tl-ageing__message").inner_text()
        page.get_by_role("link", name="More than 20 days late").click()
        page.locator(f"a[href$='/{late.reference}']").click()
        page.wait_for_url(re.compile(rf".*/desk/requests/{late.reference}$"))
