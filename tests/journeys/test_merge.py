"""Three people report one hole: merged, all three are told at each step; one says that it is not resolved, and a supervisor judges."""

from typing import Any

import pytest
from django.core import mail
from django.utils import timezone
from playwright.sync_api import Browser, expect

from tests.factories.accounts import member_of, viewer
from tests.factories.catalog import publish_service
from tests.factories.pictures import picture_bytes
from tests.factories.service_requests import submission
from tests.journeys import browser
from tests.journeys.browser import DESK, PHONE, window
from townline.accounts.models import Role
from townline.core.actor import RESIDENT
from townline.customers.values import Contact
from townline.events import operations as events
from townline.notifications import operations as notifications
from townline.notifications.models import Message
from townline.service_requests import operations as service_requests
from townline.service_requests import queries
from townline.service_requests.models import Dispute, Photo, ServiceRequest

pytestmark = [*browser.in_browser, pytest.mark.django_db(transaction=True)]
SCRIPTS = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])


def reported_by(name: str) -> ServiceRequest:
    contact = Contact(name=name.title(), email=f"{name}@mail.example")
    return service_requests.submit(submission=submission(contact=contact), by=RESIDENT, at=timezone.now())


def send_mail() -> dict[str, str]:
    """What the worker does; returns who got which subject last."""
    while events.dispatch_pending(at=timezone.now()):
        pass
    Message.objects.filter(state="held").update(send_at=timezone.now())
    mail.outbox.clear()
    notifications.send_due(at=timezone.now())
    return {sent.to[0]: sent.subject for sent in mail.outbox}


def private(request: ServiceRequest) -> str:
    return f"/track/{queries.track_token(uuid=request.uuid, customer_id=request.customer_id)}"


@SCRIPTS
def test_three_reports_are_merged_and_three_people_are_told(
    chromium: Browser, live_server: Any, tiles: None, scripts: bool
) -> None:
    publish_service()
    ada, bo, cy = (reported_by(name) for name in ("ada", "bo", "cy"))
    assert ada.team is not None
    worker, boss = member_of(ada.team, role=Role.SUPERVISOR), member_of(ada.team, role=Role.SUPERVISOR)
    everybody = {"ada@mail.example", "bo@mail.example", "cy@mail.example"}
    with (
        window(chromium, live_server.url, screen=DESK, scripts=scripts) as first,
        window(chromium, live_server.url, screen=DESK, scripts=scripts) as second,
        window(chromium, live_server.url, screen=PHONE, scripts=scripts) as resident,
    ):
        first.sign_in(worker)
        second.sign_in(boss)
        desk, page = first.page, resident.page
        for later in (bo, cy):
            desk.goto(f"/desk/requests/{later.reference}/merge")
            desk.locator("#id_target").fill(ada.reference)
            desk.locator(".tl-doing button[type=submit]").click()
            expect(desk.locator(".tl-messages")).to_be_visible()
        told = send_mail()
        assert {name for name in told if "joined" in told[name]} == {"bo@mail.example", "cy@mail.example"}

        desk.goto(f"/desk/requests/{ada.reference}/told")
        expect(desk.locator("main table tbody tr")).to_have_count(3)
        first.check()
        service_requests.accept(request=ada, by=viewer(boss), at=timezone.now())
        desk.goto(f"/desk/requests/{ada.reference}/complete")
        desk.locator("input[value=fixed]").check()
        desk.locator("textarea[name=words]").fill("Filled with hot mix.")
        desk.locator(".tl-doing button[type=submit]").click()
        expect(desk.locator(".tl-messages")).to_be_visible()
        done = send_mail()
        assert set(done) == everybody
        assert all("work done" in subject for subject in done.values())
        # each by the number that they know
        assert bo.reference in done["bo@mail.example"].replace("\xa0", "").replace(" ", "")

        page.goto(private(bo))
        expect(page.locator("main")).to_contain_text("Your report was joined with request")
        expect(page.locator("main")).to_contain_text("Work done, being checked")
        resident.check()
        page.get_by_role("link", name="This is not resolved").click()
        page.locator("textarea").first.fill("It has sunk again.")
        picture = {"name": "hole.jpeg", "mimeType": "image/jpeg", "buffer": picture_bytes()}
        page.locator("input[type=file]").set_input_files(picture)
        page.get_by_role("button", name="Open it again").click()
        expect(page.locator("main")).to_contain_text("Your request is open again")
        again = send_mail()
        assert {name: "open again" in subject for name, subject in again.items()} == {
            "ada@mail.example": True,
            "cy@mail.example": True,
            "bo@mail.example": False,
        }
        assert Photo.objects.get().request_id == ada.pk

        # who closed it does not see it; the other supervisor judges
        desk.goto("/desk/asked-again/not-resolved")
        expect(desk.locator("main")).to_contain_text("No closing is disputed")
        judge = second.page
        judge.goto("/desk/asked-again/not-resolved")
        expect(judge.locator("main")).to_contain_text("It has sunk again.")
        expect(judge.locator("main")).to_contain_text("Filled with hot mix.")
        second.check()
        judge.locator("input[value=defect]").check()
        judge.locator("main textarea").fill("You are right: the base is soft. A crew digs it out.")
        judge.get_by_role("button", name="Decide and tell the customer").click()
        expect(judge.locator(".tl-messages")).to_contain_text("The work goes on")
        assert set(send_mail()) == {"bo@mail.example"}
        judge.goto("/desk/asked-again/figures")
        expect(judge.locator("main tbody tr")).to_have_count(1)
        second.check()
    assert Dispute.objects.get().verdict == "defect"
