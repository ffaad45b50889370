"""Contacts in a real browser: every page in both languages, three keys, and the same without scripts."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Browser, expect

from tests.factories import city as cities
from tests.factories.accounts import TeamFactory, viewer
from tests.factories.city import City
from tests.factories.pictures import picture_file
from tests.journeys import browser
from tests.journeys.browser import DESK, window
from tests.journeys.test_every_page import LANGUAGES, SECTIONS, Walk
from townline.accounts.models import Membership, Role, User
from townline.accounts.values import Viewer
from townline.interactions import operations as interactions
from townline.interactions import queries
from townline.interactions.models import Handling, Interaction
from townline.interactions.values import Caller, Notes, WrapUp
from townline.service_requests.workflow import State

pytestmark = [*browser.in_browser, pytest.mark.django_db(transaction=True)]
NO_PAGE = {"contact_wrap_up", "contact_about", "contact_promise", "mail_paper", "mail_page"}
NUMBER = "416 555 0123"


@pytest.fixture(autouse=True)
def scans_of_its_own(settings: Any, tmp_path: Path) -> None:
    """What a test scans lies in no folder that another test looks through."""
    settings.MEDIA_ROOT = str(tmp_path)


def talk(city: City, by: Viewer) -> list[str]:
    """One of everything; the addresses of its pages."""
    now, request = timezone.now(), city.requests[State.ASSIGNED]
    first = interactions.start(
        channel="phone", caller=Caller(phone=NUMBER, name="Ada Lee"), customer=None, by=by, at=now
    )
    team = next(iter(by.teams))
    to_team = interactions.hand_over(contact=first, to_team_id=team, to_body="", shows=["name"], by=by, at=now)
    region = interactions.hand_over(contact=first, to_team_id=None, to_body="The Region", shows=[], by=by, at=now)
    notes = Notes(summary="Asked for the hours.", promised="Call back", promised_by=timezone.localdate(now))
    said = WrapUp("information", "answered", "yes_answered")
    interactions.wrap_up(contact=first, notes=notes, said=said, by=by, at=now)
    reach = interactions.open_outreach(
        customer=request.customer, subject=request.uuid, reason="Which lane", by=by, at=now
    )
    interactions.record_attempt(outreach=reach, channel="phone", outcome="voicemail", note="", by=by, at=now)
    cover = interactions.print_cover(customer=request.customer, subject=request.uuid, by=by, at=now)
    files = [
        SimpleUploadedFile(f"{cover.code}.jpg", picture_file().read()),
        SimpleUploadedFile("scan.jpg", picture_file().read()),
    ]
    done = interactions.scan_in(files=files, delivery=interactions.Delivery("mail", now.date(), "Tray"), by=by, at=now)
    last = interactions.start(channel="phone", caller=Caller(phone=NUMBER), customer=first.customer, by=by, at=now)
    return [
        *(reverse(f"desk:{name}") for name in ("contacts", "contacts_team", "mail", "mail_cover_new")),
        *(reverse("desk:contact", args=[contact.uuid]) for contact in (first, last)),
        reverse("desk:contact_who", args=[last.uuid]),
        reverse("desk:contact_hand_over", args=[last.uuid]),
        reverse("desk:contact_handed_over", args=[first.uuid, region.uuid]),
        reverse("desk:transfer", args=[queries.token_of(transfer=to_team)]),
        f"{reverse('desk:reach_new')}?request={request.reference}",
        reverse("desk:reach", args=[reach.uuid]),
        reverse("desk:mail_cover", args=[cover.code]),
        *(reverse("desk:mail_item", args=[item.uuid]) for item in (*done.filed, *done.to_sort)),
    ]


@LANGUAGES
def test_every_page_of_contacts(chromium: Browser, live_server: Any, tiles: None, language: str) -> None:
    city = cities.build(language=language)
    person = city.staff[Role.MANAGER]
    Membership.objects.create(team=TeamFactory(), user=person)
    addresses = talk(city, viewer(person))
    with window(chromium, live_server.url) as staff:
        staff.sign_in(person)
        walk = Walk(staff, language=language, inside="nothing", screen=DESK)
        walk.from_(*addresses, "/desk/")
        for contact in Interaction.objects.filter(handling__wrapped_up_at=None, handling__isnull=False):
            said = WrapUp("information", "answered", "no")
            interactions.wrap_up(contact=contact, notes=None, said=said, by=viewer(person), at=timezone.now())
        walk.from_("/desk/contacts/new?phone=416+555+0123")
    walk.end()
    missed = {name.removeprefix("desk:") for name in SECTIONS["contacts"]} - {
        name.removeprefix("desk:") for name in walk.seen
    }
    assert missed == NO_PAGE


def csr(city: City) -> User:
    return city.staff[Role.CSR]


def test_three_keys_wrap_up_and_the_next_caller_is_there(chromium: Browser, live_server: Any, tiles: None) -> None:
    city = cities.build()
    with window(chromium, live_server.url) as staff:
        staff.sign_in(csr(city))
        page = staff.page
        page.goto("/desk/contacts/new?phone=416+555+0123")
        page.locator("input[name=name]").fill("Ada Lee")
        page.get_by_role("button", name="Start the contact").click()
        page.get_by_label("What was said").fill("Asked for the hours of the pool: i 1 a")
        page.goto("/desk/contacts/new?phone=416+555+0199")
        for key in ("i", "1", "a"):
            page.keyboard.press(key)
        expect(page.get_by_role("heading", level=1)).to_contain_text("416 555 0199")
    handling = Handling.objects.get()
    assert (handling.outcome, handling.resolved_first_contact, handling.interaction.purpose) == (
        "answered",
        "yes_answered",
        "information",
    )


def test_wrap_up_without_scripts(chromium: Browser, live_server: Any, tiles: None) -> None:
    city = cities.build()
    with window(chromium, live_server.url, scripts=False) as staff:
        staff.sign_in(csr(city))
        page = staff.page
        page.goto("/desk/contacts/new")
        page.get_by_label("Gives no name").check()
        page.get_by_role("button", name="Start the contact").click()
        for words in ("Complaint", "Answered", "No"):
            page.get_by_role("radio", name=words, exact=True).check()
        page.get_by_role("button", name="Wrap up").click()
        expect(page.get_by_role("main")).to_contain_text("Wrapped up")
    assert Handling.objects.get().wrapped_up_at is not None
