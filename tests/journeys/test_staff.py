"""Staff in a real browser: sign in, queue, open, accept, assign, complete, approve; take a call; two at once."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.factories.accounts import TeamFactory, member_of, viewer
from tests.factories.catalog import publish_service
from tests.factories.clock import NOON
from tests.factories.places import AddressFactory
from tests.factories.service_requests import submit
from tests.ui.pages import STATIC
from townline.accounts.models import Role, User
from townline.service_requests import operations as service_requests
from townline.service_requests.models import Draft, ServiceRequest
from townline.service_requests.workflow import State

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
REQUIRED = os.environ.get("TOWNLINE_REQUIRE_BROWSER") == "1"
pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not CHROMIUM.exists() and not REQUIRED, reason="no Chromium on this machine"),
    pytest.mark.skipif(not (STATIC / "built" / "desk.css").exists() and not REQUIRED, reason="the front end is not built"),
]
PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 900}
PASSWORD = "a long word for tests"
NOT_HERE = ("/live?", "/tiles/", "favicon", "404 (Not Found)", "map cannot")  # other processes, and a map without tiles


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        # Playwright's loop runs in this thread, and Django would refuse its database here.
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
        yield browser
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]
        browser.close()


@pytest.fixture(autouse=True)
def live_events_of_this_server(settings: Any, live_server: Any) -> None:
    settings.TOWNLINE_LIVE_URL = live_server.url


def person(role: str, *, language: str = "en") -> User:
    user = member_of(TeamFactory(), role=role)
    user.set_password(PASSWORD)
    user.language = language
    user.save()
    return user


def sign_in(context: BrowserContext, user: User, faults: list[str], home: str) -> Page:
    page = context.new_page()
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("request", lambda asked: None if asked.url.startswith((home, "blob:", "data:")) else faults.append(asked.url))
    page.goto("/desk/")
    page.locator("input[name=login]").fill(user.email)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("input[name=password]").press("Enter")
    page.wait_for_url(lambda url: "/staff/login" not in url)
    return page


def check_page(page: Page, *, scripts: bool) -> None:
    if scripts:
        found = Axe().run(page)
        assert found.violations_count == 0, f"{page.url}\n{found.generate_report()}"
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), page.url


def told(faults: list[str]) -> list[str]:
    return [fault for fault in faults if not any(word.lower() in fault.lower() for word in NOT_HERE)]


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("screen", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_the_city_does_the_work(
    chromium: Browser, live_server: Any, language: str, screen: dict[str, int], scripts: bool
) -> None:
    request = submit()
    worker, boss = person(Role.WORKER, language=language), person(Role.SUPERVISOR, language=language)
    faults: list[str] = []
    context = chromium.new_context(base_url=live_server.url, viewport=screen, java_script_enabled=scripts)  # type: ignore[arg-type]
    page = sign_in(context, worker, faults, live_server.url)
    check_page(page, scripts=scripts)
    page.locator("[data-open]").first.click()
    expect(page.locator("h1")).to_contain_text("Nid-de-poule" if language == "fr" else "Pothole")
    check_page(page, scripts=scripts)
    page.locator("[data-key=r]").click()
    page.locator("[data-key=a]").click()
    check_page(page, scripts=scripts)
    page.locator("select[name=to]").select_option(str(request.team_id))
    page.locator(".tl-doing button[type=submit]").click()
    page.locator("[data-key=c]").click()
    page.locator("input[value=fixed]").check()
    page.locator("textarea[name=words]").fill("Filled with hot mix.")
    check_page(page, scripts=scripts)
    page.locator(".tl-doing button[type=submit]").click()
    expect(page.locator(".tl-messages")).to_be_visible()
    context.close()

    context = chromium.new_context(base_url=live_server.url, viewport=screen, java_script_enabled=scripts)  # type: ignore[arg-type]
    page = sign_in(context, boss, faults, live_server.url)
    page.goto("/desk/?tab=approval")
    check_page(page, scripts=scripts)
    page.locator("[data-open]").first.click()
    page.locator("[data-key=v]").click()
    expect(page.locator(".tl-messages")).to_be_visible()
    context.close()
    assert ServiceRequest.objects.get().state == State.CONFIRMED
    assert told(faults) == []


def test_everything_has_a_key(chromium: Browser, live_server: Any) -> None:
    submit()
    submit()
    faults: list[str] = []
    context = chromium.new_context(base_url=live_server.url, viewport=DESK)  # type: ignore[arg-type]
    page = sign_in(context, person(Role.SUPERVISOR), faults, live_server.url)
    keys = page.keyboard
    for key in ("j", "j", "x"):
        keys.press(key)
    expect(page.locator("[data-count]")).to_have_text("1")
    keys.press("?")
    expect(page.locator("#keys")).to_be_visible()
    keys.press("Escape")
    keys.press("Enter")
    page.wait_for_url("**/requests/*")
    keys.press("r")
    expect(page.locator(".tl-messages")).to_be_visible()
    keys.press("g")
    keys.press("q")
    page.wait_for_url("**/desk/")
    keys.press("g")
    keys.press("s")
    page.wait_for_url("**/search")
    keys.press("/")
    keys.type("potole")
    keys.press("Enter")
    expect(page.locator("tr[data-row]")).to_have_count(2)
    check_page(page, scripts=True)
    context.close()
    assert told(faults) == []


def test_two_people_at_once_lose_nothing(chromium: Browser, live_server: Any) -> None:
    request = submit()
    worker, other = person(Role.WORKER), person(Role.WORKER)
    faults: list[str] = []
    context = chromium.new_context(base_url=live_server.url, viewport=DESK)  # type: ignore[arg-type]
    page = sign_in(context, worker, faults, live_server.url)
    page.goto(f"/desk/requests/{request.reference}/ask")
    page.locator("textarea[name=question]").fill("Which side of the street?")
    service_requests.accept(request=request, by=viewer(other), at=NOON)
    page.locator(".tl-doing button[type=submit]").click()
    expect(page.locator(".tl-changes")).to_contain_text(other.name)
    expect(page.locator("textarea[name=question]")).to_have_value("Which side of the street?")
    check_page(page, scripts=True)
    page.locator(".tl-doing button[type=submit]").click()
    expect(page.locator(".tl-messages")).to_be_visible()
    context.close()
    assert ServiceRequest.objects.get().state == State.WAITING_FOR_CUSTOMER


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("screen", [PHONE, DESK], ids=["phone", "desk"])
def test_a_call_that_drops_is_taken_up_again(chromium: Browser, live_server: Any, language: str, screen: dict[str, int]) -> None:
    publish_service(keywords={"en": ["hole in the road"], "fr": ["nid de poule"]})
    AddressFactory(text="12 Elm Street", search="12 elm street", number="12", street="Elm Street")
    faults: list[str] = []
    context = chromium.new_context(base_url=live_server.url, viewport=screen)  # type: ignore[arg-type]
    page = sign_in(context, person(Role.CSR, language=language), faults, live_server.url)
    page.goto("/desk/requests/new")
    check_page(page, scripts=True)
    page.locator("#about").type("hole in raod")
    page.locator("input[value=pothole]").check()
    page.locator("input[value=car]").check()
    expect(page.locator("#beside .tl-stop")).to_be_visible()
    check_page(page, scripts=True)
    page.locator("input[value=small]").check()
    expect(page.locator("#beside .tl-stop")).to_have_count(0)
    page.locator("#id_description").fill("By the school")
    page.locator("#id_address").type("12 elm")
    expect(page.locator("#spots input")).to_be_checked()
    expect(page.locator("[data-autosave-said]")).not_to_be_empty(timeout=8_000)
    page.goto("/desk/")
    page.locator(".tl-drafts a").click()
    expect(page.locator("#id_description")).to_have_value("By the school")
    expect(page.locator("input[value=small]")).to_be_checked()
    page.locator("#id_email").fill("ada@mail.example")
    check_page(page, scripts=True)
    page.locator("button[value=send]").click()
    expect(page.locator(".tl-messages")).to_be_visible()
    context.close()
    request = ServiceRequest.objects.get()
    assert (request.address, request.lat is not None, Draft.objects.get().submitted_as) == ("12 Elm Street", True, request.reference)
    assert told(faults) == []
