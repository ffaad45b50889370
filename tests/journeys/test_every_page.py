"""Every page of tests/architecture/permissions.toml in a real browser: nothing that axe finds, nothing against the policy,
nothing that leaves the machine, nothing wider than a phone, one heading, one title, the right language.

Pages are found as a person finds them: from a few addresses on, by the links on them, one page of each kind.
"""

import os
import re
import tomllib
from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.http import Http404
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve
from playwright.sync_api import Browser
from playwright.sync_api import Error as PageError

from tests.architecture import urls
from tests.factories import city as cities
from tests.factories.city import City
from tests.journeys import browser
from tests.journeys.browser import DESK, PHONE, Window, window
from townline.accounts.models import Role
from townline.notifications.queries import opt_out_token
from townline.service_requests.queries import Tab
from townline.service_requests.workflow import State

pytestmark = [*browser.in_browser, pytest.mark.django_db(transaction=True)]
SECTIONS: dict[str, dict[str, list[str]]] = tomllib.loads(urls.TABLE.read_text(encoding="utf-8"))

# Addresses that show no page of their own: they answer a form, a script or a file, and go elsewhere.
NO_PAGE = {
    "portal:report": "goes to the page where the report goes on",
    "portal:place_lookup": "JSON",
    "portal:points": "JSON",
    "portal:requests_csv": "a file",
    "portal:draft_photo": "a picture",
    "portal:private_photo": "a picture",
    "portal:photo": "a picture",
    "portal:track_answer": "only for sending",
    "portal:track_add": "only for sending",
    "portal:track_stop": "only for sending",
    "desk:photo": "a picture",
    "desk:letter": "a PDF",
    "desk:retry_delivery": "only for sending",
    "desk:message_act": "only for sending",
    **dict.fromkeys(
        ("desk:columns", "desk:bulk_assign", "desk:bulk_note", "desk:note", "desk:words"), "only for sending"
    ),
    **dict.fromkeys(("desk:release_photo", "desk:take_back", "desk:draft", "desk:discard_draft"), "only for sending"),
    "desk:contact_choice": "only for sending",
    **dict.fromkeys(("desk:intake_services", "desk:intake_questions", "desk:intake_addresses"), "a part of the page"),
    **dict.fromkeys(("desk:intake_beside", "desk:intake_follow"), "a part of the page"),
    **dict.fromkeys(("desk:customer_point", "desk:customer_relation_end"), "only for sending"),
    **dict.fromkeys(("desk:customer_alert_end", "desk:property_alert_end"), "only for sending"),
    "desk:intake_point": "JSON",
    "desk:intake_photo": "a picture",
    **{name: "only for sending" for name in SECTIONS["settings-and-messages"] if name.endswith(("_act", "_switch"))},
}
MAIL = """From: city@example.org
To: ada@mail.example
Subject: We have your report
Message-ID: <1@example.org>
Date: Wed, 03 Jun 2026 12:00:00 -0400
Content-Type: text/plain; charset=utf-8

Thank you.
"""
A_FILE = re.compile(r"\.(pdf|json|csv|zip)(\?|$)")
EVERYTHING = os.environ.get("TOWNLINE_TEST_ALL") == "1"
OWN_WALK = (
    "ageing", "asked_again", "clocks", "contacts", "council", "customers", "major_events", "promises", "reads", "records",
    "settings-and-messages", "tasks",
)  # fmt: skip
SAID = """() => [document.documentElement.lang, document.querySelectorAll("h1").length, document.title,
  [...document.querySelectorAll("a[href]")].map(link => link.href)]"""
LANGUAGES = pytest.mark.parametrize("language", ["en", "fr"])


class Walk:
    """Looks at one page of each kind, and at every page that it was told to."""

    def __init__(
        self, who: Window, *, language: str, inside: str, screen: dict[str, int], but: Sequence[str] = ()
    ) -> None:
        """`but`: sections with a walk of their own."""
        self.who, self.language, self.screen = who, language, screen
        self.inside = re.compile(inside)
        self.seen: dict[str, str] = {}
        self.elsewhere = {*NO_PAGE, *(name for section in but for name in SECTIONS[section])}
        self.titles: defaultdict[str, set[str]] = defaultdict(set)
        self.wrong: list[str] = []

    def from_(self, *seeds: str) -> None:
        waiting = deque((seed, True) for seed in seeds)
        asked: set[str] = set()
        while waiting:
            address, is_wanted = waiting.popleft()
            name = name_of(address)
            if address in asked or (not is_wanted and name in self.seen):
                continue
            asked.add(address)
            for link in self.look(address):
                if (
                    self.inside.match(link)
                    and not A_FILE.search(link)
                    and name_of(link) not in {*self.seen, *self.elsewhere}
                ):
                    waiting.append((link, False))

    def look(self, address: str) -> list[str]:
        """Notes what is wrong with the page; returns where its links lead."""
        page = self.who.page
        page.set_viewport_size(PHONE)  # type: ignore[arg-type]  # width and height
        try:
            answer = page.goto(address)
        except PageError as error:  # a file to keep is no page
            return [] if "Download is starting" in str(error) else self.note(address, str(error))
        here = urlsplit(page.url)
        self.seen.setdefault(name_of(here.path), address)
        if answer is None or answer.status >= 400:
            return self.note(address, f"answers {answer and answer.status}")
        found = self.judge(address)
        return [link.removeprefix(self.who.home) for link in found if link.startswith(self.who.home)]

    def judge(self, address: str) -> list[str]:
        """Where its links lead."""
        page = self.who.page
        page.wait_for_load_state("load")
        self.wrong += [f"{address}: {what}" for what in browser.sticking_out(page)]
        if self.language == "en" or EVERYTHING:  # what axe looks at is the same in both languages
            if self.screen != PHONE:
                page.set_viewport_size(self.screen)  # type: ignore[arg-type]  # width and height
            self.wrong += [found] if (found := browser.accessibility(page)) else []
        language, headings, title, links = page.evaluate(SAID)
        if language != self.language:
            self.note(address, f"speaks {language}")
        if headings != 1:
            self.note(address, f"has {headings} headings of the first rank")
        self.titles[title].add(urlsplit(page.url).path)
        return list(links)

    def note(self, address: str, fault: str) -> list[str]:
        self.wrong.append(f"{address}: {fault}")
        return []

    def end(self, section: str = "") -> None:
        if not section:
            self.titles.clear()  # the sign-in pages are the library's
        twins = [
            f"several pages have the title “{title}”: {which}" for title, which in self.titles.items() if len(which) > 1
        ]
        missed = [f"nothing led to {name}" for name in SECTIONS.get(section, {}) if name not in {*self.seen, *NO_PAGE}]
        wrong = [*self.wrong, *twins, *missed]
        if wrong:
            pytest.fail("\n".join(wrong), pytrace=False)


def name_of(address: str) -> str:
    path = urlsplit(address).path
    try:
        return resolve(path.removeprefix("/fr") or "/").view_name
    except (Resolver404, Http404):
        return "nothing"


@pytest.fixture
def visitor(chromium: Browser, live_server: Any, tiles: None) -> Iterator[Window]:
    with window(chromium, live_server.url, screen=PHONE) as opened:
        yield opened


@LANGUAGES
def test_every_page_for_residents(visitor: Window, language: str) -> None:
    city = cities.build(language=language)
    prefix = "/fr" if language == "fr" else ""
    visitor.context.add_cookies([{"name": "townline_reports", "value": city.cookie(), "url": visitor.home}])
    walk = Walk(visitor, language=language, inside=rf"{prefix}/(?!fr/|desk|staff|open311|static)", screen=PHONE)
    walk.from_(*[prefix + address for address in addresses_for_residents(city)])
    walk.end("portal")


def addresses_for_residents(city: City) -> list[str]:
    report = [
        f"/report/pothole/{step}"
        for step in ("question/size", "question/lanes", "details", "place", "near", "contact", "reach", "check")
    ]
    tracked = [f"/track/{city.token(state)}" for state in State]
    done, open_one = city.token(State.COMPLETED), city.token(State.SUBMITTED)
    shown = city.requests[State.COMPLETED].reference
    customer = city.requests[State.SUBMITTED].customer_id
    return [
        "/", "/find?q=hole+in+raod", "/find?q=zzzz", "/follow", "/follow?reference=123", "/services",
        "/services/pothole", "/services/taxes", "/services/noise", *report, "/report/wires/stop", "/report/noise/details",
        *tracked, f"/track/{open_one}/done", f"/track/{done}/not-resolved", f"/track/{open_one}/withdraw",
        f"/messages/{opt_out_token(customer_id=customer or 0)}/stop",
        "/requests", "/requests?q=nothing+like+this", f"/requests/{shown}", f"/requests/{city.requests[State.SUBMITTED].reference}/follow",
    ]  # fmt: skip


@LANGUAGES
def test_every_page_for_staff(chromium: Browser, live_server: Any, tiles: None, language: str) -> None:
    city = cities.build(language=language)
    with window(chromium, live_server.url) as staff:
        staff.sign_in(city.staff[Role.MANAGER])
        walk = Walk(staff, language=language, inside=r"/desk/(?!settings)", screen=DESK, but=OWN_WALK)
        walk.from_(*addresses_for_staff(city))
    walk.end("desk")


def addresses_for_staff(city: City) -> list[str]:
    records = [f"/desk/requests/{request.reference}" for request in city.requests.values()]
    verbs = [
        f"/desk/requests/{city.requests[state].reference}/{verb}"
        for state, verb in (
            (State.SUBMITTED, "decline"), (State.SUBMITTED, "merge"), (State.SUBMITTED, "ask"), (State.SUBMITTED, "assign"),
            (State.ASSIGNED, "complete"), (State.WAITING_FOR_CUSTOMER, "answer"), (State.CONFIRMED, "reopen"),
        )
    ]  # fmt: skip
    queues = [f"/desk/?tab={tab.value}" for tab in Tab]
    return [
        *queues,
        "/desk/?q=nothing+like+this",
        *records,
        *verbs,
        "/desk/search",
        "/desk/search?q=ada",
        "/desk/search?q=zzzz",
        "/desk/requests/new",
    ]


@LANGUAGES
def test_every_settings_page(
    chromium: Browser, live_server: Any, tiles: None, language: str, settings: Any, tmp_path: Path
) -> None:
    city = cities.build(language=language)
    settings.TOWNLINE_MAIL_CATCHER = tmp_path
    (tmp_path / "00000000000000000001-abcdef01.eml").write_text(MAIL)
    with window(chromium, live_server.url) as staff:
        staff.sign_in(city.staff[Role.ADMINISTRATOR])
        walk = Walk(staff, language=language, inside=r"/desk/(settings|me|sent-mail)", screen=DESK)
        walk.from_(
            "/desk/settings/", "/desk/messages", "/desk/messages/failed", "/desk/messages/deliveries", "/desk/sent-mail"
        )
        walk.from_("/desk/settings/services/pothole/look")
    walk.end("settings-and-messages")


@LANGUAGES
def test_every_sign_in_page(chromium: Browser, live_server: Any, language: str) -> None:
    city = cities.build(language=language)
    with window(chromium, live_server.url) as stranger:
        cookie = {"name": settings.LANGUAGE_COOKIE_NAME, "value": language, "url": stranger.home}
        stranger.context.add_cookies([cookie])  # type: ignore[list-item]  # a cookie in three words
        outside = Walk(stranger, language=language, inside=r"/staff/", screen=PHONE)
        outside.from_(
            "/staff/login/",
            "/staff/password/reset/",
            "/staff/password/reset/done/",
            "/staff/inactive/",
            "/staff/signup/",
        )
        stranger.sign_in(city.staff[Role.WORKER])
        inside = Walk(stranger, language=language, inside=r"/staff/", screen=PHONE)
        inside.from_(
            "/staff/logout/", "/staff/password/change/", "/staff/email/", "/staff/reauthenticate/", "/staff/2fa/"
        )
    outside.end()
    inside.end()


@pytest.mark.parametrize(("address", "status", "language"), [
    ("/nothing-here", 404, "en"), ("/fr/rien", 404, "fr"), ("/desk/requests/100000000", 404, "en"), ("/desk/settings/", 403, "en"),
    ("/boom", 500, "en"),
])  # fmt: skip
def test_an_error_page_says_what_to_do(
    chromium: Browser, live_server: Any, address: str, status: int, language: str
) -> None:
    city = cities.build()
    with window(chromium, live_server.url, screen=PHONE) as person:
        person.expected = re.compile(f"status of {status}")
        person.sign_in(city.staff[Role.WORKER])
        broken = render_to_string("500.html")
        person.context.route("**/boom", lambda route: route.fulfill(status=500, content_type="text/html", body=broken))
        answer = person.page.goto(address)
        assert answer is not None
        assert answer.status == status
        walk = Walk(person, language=language, inside="nothing", screen=PHONE)
        walk.judge(address)
        assert person.page.locator("main a").count() >= 1
    walk.end()
