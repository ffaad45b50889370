"""Every page of what people ask again, of disputed closings and of who is told: in both languages, on a screen and a phone."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser

from tests.factories import city as cities
from tests.factories.accounts import viewer
from tests.journeys import browser
from tests.journeys.browser import DESK, window
from tests.journeys.test_every_page import LANGUAGES, NO_PAGE, Walk
from townline.accounts.models import Role
from townline.core.actor import Actor, ActorKind
from townline.customers.values import Contact
from townline.service_requests import operations as service_requests
from townline.service_requests.models import ServiceRequest
from townline.service_requests.operations import Asked, Party
from townline.service_requests.values import Ground, PartyRole, Sees
from townline.service_requests.workflow import State

pytestmark = [*browser.in_browser, pytest.mark.django_db(transaction=True)]
for name in ("desk:follow_up_answer", "desk:dispute_judge", "desk:told_remove"):
    NO_PAGE[name] = "only for sending"


@LANGUAGES
def test_every_page_of_what_is_asked_again(
    chromium: Browser, live_server: Any, tiles: None, language: str, settings: Any
) -> None:
    settings.TOWNLINE_FOLLOW_UP_DAYS = 100_000
    city = cities.build(language=language)
    at = timezone.now() - timedelta(hours=2)
    boss = city.staff[Role.SUPERVISOR]
    waiting, closed = city.requests[State.SUBMITTED], city.requests[State.DECLINED]
    for request in (waiting, waiting, closed):
        _ask(request, at=at)
    unknown = Asked("It is dangerous.", channel="phone")  # somebody on the telephone who does not say who they are
    service_requests.follow_up(request=waiting, asked=unknown, by=viewer(boss), at=at)
    party = Party(PartyRole.CONTRACTOR, Sees.ALL_BUT_PERSON, Ground.WORK, "Repairs the curb.")
    contact = Contact(name="Northshore Paving", email="north@mail.example")
    service_requests.add_follower(request=waiting, contact=contact, party=party, by=viewer(boss), at=at)
    with window(chromium, live_server.url) as staff:
        staff.sign_in(boss)
        walk = Walk(staff, language=language, inside=r"/desk/asked-again", screen=DESK)
        walk.from_(
            "/desk/asked-again/",
            "/desk/asked-again/often?times=99",
            "/desk/asked-again/figures?since=2001-01-01&until=2001-01-02",
            f"/desk/requests/{waiting.reference}",
            f"/desk/requests/{waiting.reference}/told",
            f"/desk/requests/{waiting.reference}/asked-again",
            f"/desk/requests/{closed.reference}",
            f"/desk/requests/{city.requests[State.CONFIRMED].reference}/asked-again",
            f"/desk/requests/{city.requests[State.CANCELLED].reference}/asked-again",
        )
    walk.end("asked_again")


def _ask(request: ServiceRequest, *, at: Any) -> None:
    asked = Asked("Still a hole. When do you come?", customer_id=request.customer_id)
    actor = Actor(ActorKind.CUSTOMER, request.customer_id)
    service_requests.follow_up(request=request, asked=asked, by=actor, at=at)
