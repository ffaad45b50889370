"""Every page of council offices, of the liaison officer and of the settings about them, in a real browser, in both languages."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser

from tests.architecture import urls
from tests.council.offices import PAPER, assistant, councillor, raised, ship_consents
from tests.factories import city as cities
from tests.factories.accounts import viewer
from tests.factories.places import AreaFactory
from tests.journeys import browser
from tests.journeys.browser import DESK, PHONE, window
from tests.journeys.test_every_page import LANGUAGES, SECTIONS, Walk
from townline.accounts.models import Role, User
from townline.council import operations as council
from townline.council.models import HandOver
from townline.customers.values import Contact

pytestmark = [*browser.in_browser, pytest.mark.django_db(transaction=True)]
SENDING = {
    "desk:council_request_act",
    "desk:council_shown",
    "desk:council_notes_copy",
    "desk:council_raise_addresses",  # the next three are parts of the page that raises
    "desk:council_raise_point",
    "desk:council_raise_photo",
}


def office(language: str) -> tuple[User, list[str]]:
    """A councillor with something on every page, and the addresses that a person would come to first."""
    boss = councillor(area=AreaFactory(code="council"), language=language)
    helper = assistant(boss)
    by, at = viewer(boss), timezone.now()
    ship_consents()
    known = raised(by, PAPER, contact=Contact(name="Ada Resident", email="ada@mail.example"))
    unknown = raised(by, contact=Contact(name="Bo Other", email="bo@mail.example"))
    sealed = raised(by, PAPER, service_code="noise", answers={})
    council.follow(request=known.uuid, by=by, at=at)
    council.disclose(request=known.uuid, purpose="answer", by=by, at=at)
    council.ask(title="Trees", words="Why are they cut?", request=known.uuid, by=by, at=at - timedelta(days=9))
    note = council.write_note(uuid=None, about="Mrs Quill", words="Call her.", by=by, at=at)
    council.let_in(assistant_id=helper.pk, may_read=True, by=by, at=at)
    pages = [f"/desk/council/requests/{one.reference}" for one in (known, unknown, sealed)]
    lists = [f"/desk/council/requests?list={name}" for name in ("raised", "followed", "ward")]
    return boss, [
        "/desk/council/",
        *lists,
        *pages,
        f"/desk/council/notes/{note.uuid}",
        "/desk/council/raise?service=pothole",
    ]


def pages_of(*roles: str) -> set[str]:
    return {name for name, who in SECTIONS["council"].items() if set(who) & set(roles)} - SENDING


@LANGUAGES
def test_every_page_of_a_council_office(chromium: Browser, live_server: Any, tiles: None, language: str) -> None:
    cities.build(language=language)
    boss, addresses = office(language)
    with window(chromium, live_server.url) as person:
        person.sign_in(boss)
        walk = Walk(person, language=language, inside=r"/desk/council(?!-)", screen=DESK)
        walk.from_(*addresses)
    walk.end("nothing")
    assert pages_of("councillor") - set(walk.seen) == set()


@LANGUAGES
def test_every_page_about_council_for_the_city(chromium: Browser, live_server: Any, tiles: None, language: str) -> None:
    city = cities.build(language=language)
    office(language)
    for role, inside, seeds in (
        (Role.LIAISON_OFFICER, r"/desk/liaison", ["/desk/liaison/", "/desk/liaison/?done"]),
        (Role.ADMINISTRATOR, r"/desk/(settings/council|council-rules)", ["/desk/settings/council"]),
        (Role.PRIVACY_OFFICER, r"/desk/(privacy/disclosures|council-rules)", ["/desk/privacy/disclosures"]),
    ):
        with window(chromium, live_server.url) as person:
            person.sign_in(city.staff[role])
            walk = Walk(person, language=language, inside=inside, screen=DESK)
            walk.from_(*seeds)
        walk.end("nothing")
        assert {name for name in pages_of(role) if urls.table()[name] == [role]} - set(walk.seen) == set()


@LANGUAGES
def test_the_page_on_which_notes_wait(chromium: Browser, live_server: Any, tiles: None, language: str) -> None:
    cities.build(language=language)
    boss, _addresses = office(language)
    at = timezone.now()
    waiting = HandOver.objects.create(councillor=boss, began_at=at, remove_at=at + timedelta(days=30), count=1)
    prefix = "/fr" if language == "fr" else ""
    with window(chromium, live_server.url, screen=PHONE) as person:
        walk = Walk(person, language=language, inside="nothing", screen=PHONE)
        walk.from_(f"{prefix}/council/notes/{waiting.uuid}")
    walk.end("nothing")
