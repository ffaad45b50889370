"""Staff in a real browser: sign in, queue, open, accept, assign, complete, approve; take a call; two at once."""

from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.factories.accounts import TeamFactory, member_of, viewer
from tests.factories.catalog import publish_service
from tests.factories.clock import NOON
from tests.factories.places import AddressFactory
from tests.factories.service_requests import submit
from tests.journeys import browser
from tests.journeys.browser import DESK, PHONE, check_page, listen
from townline.accounts.models import Role, User
from townline.service_requests import operations as service_requests
from townline.service_requests.models import Draft, ServiceRequest
from townline.service_requests.workflow import State

pytestmark = [*browser.in_browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "a long word for tests"
NOT_HERE = ("/live?", "/tiles/", "favicon", "404 (Not Found)", "map cannot")  # other processes, and a map without tiles


def person(role: str, *, language: str = "en") -> User:
    user = member_of(TeamFactory(), role=role)
    user.set_password(PASSWORD)
    user.language = language
    user.save()
    return user


def sign_in(context: BrowserContext, user: User, faults: list[str], home: str) -> Page:
    page = context.new_page()
    listen(page, faults, home=home)
    page.goto("/desk/")
    page.locator("input[name=login]").fill(user.email)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("input[name=password]").press("Enter")
    page.wait_for_url(lambda url: "/staff/login" not in url)
    return page


def told(faults: list[str]) -> list[str]:
    return [fault for fault in faults if not any(word.lower() in fault.lower() for word in NOT_HERE)]


@pytest.mark.parametrize(("language", "screen", "scripts"), browser.ways())
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


@pytest.mark.parametrize(("language", "screen"), [("en", PHONE), ("fr", DESK)], ids=["phone-en", "desk-fr"])
def test_a_call_that_drops_is_taken_up_again(
    chromium: Browser, live_server: Any, language: str, screen: dict[str, int]
) -> None:
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
    expect(page.locator("[data-autosave-said]")).not_to_be_empty()
    page.goto("/desk/")
    page.locator(".tl-drafts a").click()
    expect(page.locator("#id_description")).to_have_value("By the school")
    expect(page.locator("input[value=small]")).to_be_checked()
    page.locator("#id_email").fill("ada@mail.example")
    check_page(page, scripts=True)
    page.locator(".tl-button[value=send]").click()
    expect(page.locator(".tl-messages")).to_be_visible()
    context.close()
    request = ServiceRequest.objects.get()
    assert (request.address, request.lat is not None, Draft.objects.get().submitted_as) == (
        "12 Elm Street",
        True,
        request.reference,
    )
    assert told(faults) == []
