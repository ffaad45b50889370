"""The whole loop in a real browser, both sides at once: asked and answered, done, not resolved, open again; and what keeps it safe."""

from typing import Any

import pytest
from django.core import mail
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from tests.factories import city as cities
from tests.factories.city import City
from tests.journeys import browser
from tests.journeys.browser import DESK, PHONE, Window, window
from townline.accounts.models import Role
from townline.events import operations as events
from townline.notifications import operations as notifications
from townline.notifications.models import Message
from townline.portal.forms import sending
from townline.service_requests import queries
from townline.service_requests.models import Follower, ServiceRequest
from townline.service_requests.workflow import State

pytestmark = [*browser.in_browser, pytest.mark.django_db(transaction=True)]
SCRIPTS = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])


@pytest.fixture
def small_city(tiles: None, monkeypatch: pytest.MonkeyPatch) -> City:
    monkeypatch.setattr(sending, "LEAST_SECONDS", 0)
    return cities.build()


def press(page: Page) -> None:
    page.locator("main form button.tl-button:not([name]):not([type=button])").last.click()


def press_verb(page: Page, key: str, **said: str) -> None:
    page.locator(f"[data-key={key}]").click()
    for name, words in said.items():
        page.locator(f"textarea[name={name}]").fill(words)
    if said:
        page.locator(".tl-doing button[type=submit]").click()
    expect(page.locator(".tl-messages")).to_be_visible()


def send_mail() -> list[str]:
    """What the worker does: hears the events, then sends what is no longer held back. Returns the subjects."""
    while events.dispatch_pending(at=timezone.now()):
        pass
    Message.objects.update(send_at=timezone.now())
    mail.outbox.clear()
    notifications.send_due(at=timezone.now())
    return [sent.subject for sent in mail.outbox]


@SCRIPTS
def test_the_resident_hears_answers_and_disagrees(
    chromium: Browser, live_server: Any, small_city: City, scripts: bool
) -> None:
    request = small_city.requests[State.SUBMITTED]
    private = f"/track/{queries.track_token(uuid=request.uuid, customer_id=request.customer_id)}"
    with (
        window(chromium, live_server.url, screen=PHONE, scripts=scripts) as resident,
        window(chromium, live_server.url, screen=DESK, scripts=scripts) as staff,
    ):
        staff.sign_in(small_city.staff[Role.SUPERVISOR])
        desk, page = staff.page, resident.page
        desk.goto(f"/desk/requests/{request.reference}")
        press_verb(desk, "r")
        press_verb(desk, "u", question="Which side of the street?")
        page.goto(private)
        page.locator("#answer textarea").fill("The side of the park.")
        page.get_by_role("button", name="Send answer").click()
        expect(page.locator("main")).to_contain_text("your answer is with the people who work on it")

        desk.reload()
        expect(desk.locator("main")).to_contain_text("The side of the park.")
        desk.locator("[data-key=a]").click()
        desk.locator("select[name=to]").select_option(str(request.team_id))
        desk.locator(".tl-doing button[type=submit]").click()
        desk.locator("[data-key=c]").click()
        desk.locator("input[value=fixed]").check()
        desk.locator("textarea[name=words]").fill("Filled with hot mix.")
        desk.locator(".tl-doing button[type=submit]").click()
        with window(
            chromium, live_server.url, screen=DESK, scripts=scripts
        ) as another:  # who did it does not approve it
            another.sign_in(small_city.staff[Role.MANAGER])
            another.page.goto(f"/desk/requests/{request.reference}")
            press_verb(another.page, "v")
        assert any("completed" in subject for subject in send_mail())

        page.goto(private)
        expect(page.locator(".tl-track__step")).to_have_count(4)
        resident.check()
        page.get_by_role("link", name="This is not resolved").click()
        page.locator("textarea").first.fill("It has sunk again.")
        page.get_by_role("button", name="Open it again").click()
        expect(page.locator("main")).to_contain_text("Your request is open again")
        resident.check()
        desk.reload()
        expect(desk.locator("main")).to_contain_text("It has sunk again.")
    assert ServiceRequest.objects.get(pk=request.pk).state in {State.REVIEWED, State.ASSIGNED}


@SCRIPTS
def test_a_hazard_stops_the_report(chromium: Browser, live_server: Any, small_city: City, scripts: bool) -> None:
    with window(chromium, live_server.url, screen=PHONE, scripts=scripts) as resident:
        resident.page.goto("/report/pothole")
        resident.page.locator("input[value=car]").check()
        press(resident.page)
        expect(resident.page.locator("main")).to_contain_text("Call 911 now.")
        resident.check()
        resident.page.goto("/report/pothole/check")
        expect(resident.page.locator("main")).to_contain_text("Call 911 now.")


@SCRIPTS
def test_a_report_sent_twice_is_there_once(
    chromium: Browser, live_server: Any, small_city: City, scripts: bool
) -> None:
    before = ServiceRequest.objects.count()
    with window(chromium, live_server.url, screen=PHONE, scripts=scripts) as resident:
        give_draft(resident, small_city)
        resident.page.goto("/report/pothole/check")
        send = resident.page.get_by_role("button", name="Send report")
        send.dblclick()
        resident.page.wait_for_url("**/done")
        done = resident.page.url
        resident.page.goto("/report/pothole/check")
        assert resident.page.url == done
    assert ServiceRequest.objects.count() == before + 1


@SCRIPTS
def test_the_same_problem_is_followed(chromium: Browser, live_server: Any, small_city: City, scripts: bool) -> None:
    before = ServiceRequest.objects.count()
    with window(chromium, live_server.url, screen=PHONE, scripts=scripts) as resident:
        give_draft(resident, small_city)
        resident.page.goto("/report/pothole/near")
        resident.page.get_by_role("link", name="Same problem: keep me informed").first.click()
        resident.page.locator("#id_email").fill("neighbour@mail.example")
        resident.check()
        press(resident.page)
        expect(resident.page.locator("main")).to_contain_text("we keep you informed")
    assert ServiceRequest.objects.count() == before
    assert Follower.objects.count() == 2


def give_draft(resident: Window, city: City) -> None:
    resident.context.add_cookies([{"name": "townline_reports", "value": city.cookie(), "url": resident.home}])
