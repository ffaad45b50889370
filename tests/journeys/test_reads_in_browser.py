"""Every page of who looked, of what was opened with a reason, of the seals and of figures, in a real browser and both languages;
and the story of one opening from the closed door to the review."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser

from tests.factories import city as cities
from tests.factories.accounts import DepartmentFactory, TeamFactory, viewer
from tests.factories.catalog import publish_service
from tests.factories.service_requests import ADA, submit
from tests.journeys import browser
from tests.journeys.browser import DESK, window
from tests.journeys.test_every_page import Walk
from townline.accounts.models import Role, User
from townline.events import operations as events
from townline.places.values import Location
from townline.privacy import operations as privacy
from townline.service_requests.models import ServiceRequest

pytestmark = [*browser.in_browser, pytest.mark.django_db(transaction=True)]
LANGUAGES = pytest.mark.parametrize("language", ["en", "fr"])
REASON = "The fire service asks who reported the blocked exit."


def sealed_case() -> ServiceRequest:
    TeamFactory(code="bylaw", department=DepartmentFactory(code="bylaw", name_en="By-law", name_fr="Règlements"))
    publish_service(code="zoning", visibility="enforcement", department_code="bylaw", team_code="bylaw")
    return submit(service_code="zoning", contact=ADA, location=Location(address="20 Elm Street"))


def told(admin: User) -> None:
    now = timezone.now()
    day = timezone.localdate(now) - timedelta(days=1)
    privacy.record_monitoring_policy(
        text_en="We count.", text_fr="Nous comptons.", approved_by="Council", policy_date=day, by=viewer(admin), at=now
    )


@LANGUAGES
def test_every_page_of_the_log(chromium: Browser, live_server: Any, tiles: None, language: str) -> None:
    city = cities.build(language=language)
    case = sealed_case()
    assert case.customer is not None
    events.seal_events(at=timezone.now())
    told(city.staff[Role.ADMINISTRATOR])
    opened = privacy.break_glass(subject=case.uuid, reason=REASON, by=city.staff[Role.MANAGER].actor, at=timezone.now())
    with window(chromium, live_server.url) as officer:
        officer.sign_in(city.staff[Role.PRIVACY_OFFICER])
        walk = Walk(officer, language=language, inside="nothing", screen=DESK)
        person = f"/desk/privacy/reads/people/{case.customer.uuid}"
        walk.from_(
            "/desk/privacy/reads", "/desk/privacy/reads?q=ada", "/desk/privacy/reads?q=zzzz", person, person + "?since=2026-01-01",
            f"{person}/answer", f"/desk/privacy/reads/records/{case.uuid}", f"/desk/privacy/reads/staff/{city.staff[Role.CSR].pk}",
            "/desk/privacy/reads/unusual", "/desk/break-glass", "/desk/break-glass?show=all", f"/desk/break-glass/{opened.uuid}",
            "/desk/privacy/log",
        )  # fmt: skip
        walk.titles.clear()  # one page with different filters
        walk.end()
    with window(chromium, live_server.url) as boss:
        boss.sign_in(city.staff[Role.SUPERVISOR])
        walk = Walk(boss, language=language, inside="nothing", screen=DESK)
        walk.from_("/desk/me/figures", f"/desk/figures/{city.staff[Role.WORKER].pk}", "/desk/break-glass")
        walk.end()
    with window(chromium, live_server.url) as admin:
        admin.sign_in(city.staff[Role.ADMINISTRATOR])
        walk = Walk(admin, language=language, inside="nothing", screen=DESK)
        walk.from_("/desk/settings/monitoring", "/desk/privacy/log")
        walk.end()


def test_from_the_closed_door_to_the_review(chromium: Browser, live_server: Any, tiles: None) -> None:
    city = cities.build()
    case = sealed_case()
    with window(chromium, live_server.url) as manager, window(chromium, live_server.url) as officer:
        manager.sign_in(city.staff[Role.MANAGER])
        page = manager.page
        page.goto(f"/desk/requests/{case.reference}")
        assert page.get_by_text(ADA.email).count() == 0
        page.get_by_role("link", name="Open with a reason").click()
        walk = Walk(manager, language="en", inside="nothing", screen=DESK)
        walk.judge("the reason")
        page.get_by_label("Why do you need to know?").fill(REASON)
        page.get_by_role("button", name="Open for an hour").click()
        page.get_by_text("Open to you for an hour").wait_for()
        assert page.get_by_text(ADA.email).count() == 1
        officer.sign_in(city.staff[Role.PRIVACY_OFFICER])
        review = officer.page
        review.goto("/desk/break-glass")
        assert review.get_by_text(REASON).count() == 1
        review.get_by_role("link", name="Who asked for").click()
        assert review.get_by_text("opened with a reason").count() >= 1
        review.get_by_label("Not justified").check()
        review.get_by_label("What you found").fill("Nobody had called.")
        review.get_by_role("button", name="Keep this review").click()
        review.get_by_text("Reviewed.").wait_for()
        review.goto("/desk/break-glass?show=all")
        assert review.get_by_text("Nobody had called.").count() == 1
        walk.end()
