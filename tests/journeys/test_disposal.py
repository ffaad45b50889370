"""The records clerk's pages in a real browser and both languages: what waits, what was destroyed, the schedule, holds."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser

from tests.factories import city as cities
from tests.factories.accounts import viewer
from tests.journeys import browser
from tests.journeys.browser import DESK, window
from tests.journeys.test_every_page import Walk
from townline.accounts.models import Role
from townline.notifications.models import Message
from townline.records_office import operations
from townline.records_office.models import DisposalList
from townline.records_office.operations import Held
from townline.records_office.values import HoldReason
from townline.service_requests.workflow import State

pytestmark = [*browser.in_browser, pytest.mark.django_db(transaction=True)]
LANGUAGES = pytest.mark.parametrize("language", ["en", "fr"])


@LANGUAGES
def test_every_page_of_the_records_clerk(chromium: Browser, live_server: Any, tiles: None, language: str) -> None:
    city = cities.build(language=language)
    now = timezone.now()
    at = now + timedelta(days=6 * 365)
    clerk = viewer(city.staff[Role.RECORDS_CLERK])
    Message.objects.filter(state__in=["held", "to_do"]).update(state="done")
    hold = operations.place_hold(
        held=Held(request=city.requests[State.DECLINED].uuid),
        reason=HoldReason.CLAIM,
        file_number="C-1",
        by=clerk,
        at=now,
    )
    operations.propose(at=at)
    operations.lift_hold(hold=hold, by=clerk, at=now)
    operations.place_hold(
        held=Held(address="1 Elm Street"), reason=HoldReason.LITIGATION, file_number="L-1", by=clerk, at=now
    )
    waiting = DisposalList.objects.get(retention="service_request")
    carried_out = DisposalList.objects.get(retention="interaction")
    operations.judge_again(disposal_list=carried_out, by=clerk, at=at)  # the lifted hold lets some go
    seen = operations.hash_of(disposal_list=carried_out)
    operations.sign(disposal_list=carried_out, seen=seen, by=clerk, second_factor_at=at, at=at)
    operations.carry_out(at=at)
    with window(chromium, live_server.url) as staff:
        staff.sign_in(city.staff[Role.RECORDS_CLERK])
        walk = Walk(staff, language=language, inside="nothing", screen=DESK)
        walk.from_(
            "/desk/records/",
            f"/desk/records/lists/{waiting.uuid}",
            f"/desk/records/lists/{waiting.uuid}/items/{waiting.items.order_by('id')[0].pk}",
            f"/desk/records/lists/{carried_out.uuid}",
            "/desk/records/schedule",
            "/desk/records/schedule/message",
            "/desk/records/holds",
            "/desk/records/holds/new",
        )
        walk.titles.clear()  # a list that waits and one that was carried out
    walk.end()
