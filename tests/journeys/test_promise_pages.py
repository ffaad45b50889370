"""Every page of what is late and who is told, of weather and of opening days, in a real browser, in both languages."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser

from tests.factories import city as cities
from tests.factories.city import City
from tests.journeys import browser
from tests.journeys.browser import DESK, PHONE, window
from tests.journeys.test_every_page import LANGUAGES, SECTIONS, Walk
from townline.accounts.models import Role
from townline.core.actor import SYSTEM
from townline.events import operations as events
from townline.notifications.models import MessageState, StaffMessage
from townline.service_levels import operations as service_levels
from townline.service_requests.models import EscalationNotice
from townline.service_requests.operations import escalations
from townline.service_requests.operations.weather import follow_weather

pytestmark = [*browser.in_browser, pytest.mark.django_db(transaction=True)]
NO_PAGE = {"desk:staff_mail_again"}


def fill(city: City) -> None:
    """A storm that lasts, opening days in two versions, late work of which the supervisor was told, a mail that failed."""
    at = timezone.now()
    values = {
        "weekly": [[[510, 990]]] * 5 + [[], []], "province": "ON", "optional_holidays": ["Civic Holiday"], "seasons": [],
        "closures": [{"from": "2026-12-24", "until": "2026-12-24", "spans": [], "name": {"en": "Eve", "fr": "Veille"}}],
    }  # fmt: skip
    begins = timezone.localtime(at).date()
    for day in (begins - timedelta(days=30), begins):
        service_levels.save_calendar(department_id=None, values={**values, "effective_from": day}, by=SYSTEM, at=at)
    storm = {
        "name_en": "Snow squall", "name_fr": "Bourrasque", "source": "Environment Canada, 14:05", "services": ["pothole"],
        "areas": [], "road_classes": [], "starts_at": at - timedelta(hours=1),
    }  # fmt: skip
    rung = {"quantity": 0, "whom": "supervisor"}  # the ladder that comes with it goes with the first test that commits
    escalations.save_step(step=None, values=rung, by=SYSTEM, at=at)
    service_levels.record_late(at=at + timedelta(days=30))
    while events.dispatch_pending(at=timezone.now()):
        pass
    escalations.tell_due(at=at + timedelta(days=30))
    service_levels.declare_weather(values=storm, by=SYSTEM, at=at)
    follow_weather(at=at)
    StaffMessage.objects.create(
        user=city.staff[Role.SUPERVISOR], kind="escalation", identity="x", title="Late: 418 307 265", body="…",
        language="en", state=MessageState.FAILED, send_at=at, created_at=at, error="refused",
    )  # fmt: skip


@LANGUAGES
def test_every_page_of_promises(chromium: Browser, live_server: Any, tiles: None, language: str) -> None:
    city = cities.build(language=language)
    fill(city)
    notice = EscalationNotice.objects.filter(user=city.staff[Role.SUPERVISOR], answered_at=None).first()
    seen: set[str] = set()
    for role, pages in {
        Role.SUPERVISOR: ("/desk/late", "/desk/late/told", "/desk/weather", "/desk/weather/new"),
        Role.ADMINISTRATOR: (
            "/desk/settings/calendars", "/desk/settings/calendars/0", "/desk/settings/calendars/0/history", "/desk/settings/ladder", "/desk/messages/staff"
        ),
    }.items():  # fmt: skip
        with window(chromium, live_server.url) as staff:
            staff.sign_in(city.staff[role])
            inside = r"/desk/(late|weather|messages/staff|settings/(calendars|ladder))"
            walk = Walk(staff, language=language, inside=inside, screen=DESK)
            walk.from_(*pages, *([f"/desk/late/{notice.uuid}"] if notice and role is Role.SUPERVISOR else []))
            walk.end()
            seen |= set(walk.seen)
    assert [name for name in SECTIONS["promises"] if name not in {*seen, *NO_PAGE}] == []


def test_the_own_list_fits_on_a_phone(chromium: Browser, live_server: Any, tiles: None) -> None:
    city = cities.build()
    fill(city)
    with window(chromium, live_server.url, screen=PHONE) as staff:
        staff.sign_in(city.staff[Role.SUPERVISOR])
        for path in ("/desk/late", "/desk/late/told", "/desk/weather/new"):
            staff.page.goto(f"{live_server.url}{path}")
            assert browser.sticking_out(staff.page) == []
