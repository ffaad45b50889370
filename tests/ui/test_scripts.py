"""The scripts in a real browser, on pages of real components, under the real policy; nothing leaves the machine."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect

from tests.journeys import browser
from tests.local_server import served
from tests.ui import pages

pytestmark = browser.in_browser


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[pages.Server]:
    server = pages.Server(pages.make_tiles(tmp_path_factory.mktemp("tiles")))
    with served(server):
        yield server


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser.chromium() as started:
        yield started


@pytest.fixture
def page(chromium: Browser, server: pages.Server) -> Iterator[Page]:
    """A page that fails the test when the policy is broken or a request goes out."""
    server.posted.clear()
    context = chromium.new_context(base_url=server.address, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    faults: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        if message.type == "error" or "Map cannot" in message.text:
            faults.append(message.text)

    page.on("console", hear)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on(
        "request",
        lambda request: (
            None if request.url.startswith((server.address, "blob:", "data:")) else faults.append(request.url)
        ),
    )
    yield page
    context.close()
    assert faults == []


def test_keys_move_select_and_open(page: Page) -> None:
    page.goto("/queue")
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(page.locator("[data-row]").nth(1).locator("[data-open]")).to_be_focused()
    page.keyboard.press("x")
    expect(page.locator("[data-count]")).to_have_text("1")
    expect(page.locator("[data-bulk]")).to_be_visible()
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    page.wait_for_url("**/r/0")


def test_keys_show_their_help_and_search(page: Page) -> None:
    page.goto("/queue")
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    expect(page.locator("[data-search]")).to_be_focused()


def test_keys_do_nothing_while_somebody_types(page: Page, server: pages.Server) -> None:
    page.goto("/queue")
    page.locator("#note").click()
    page.keyboard.type("a jx?")
    expect(page.locator("#note")).to_have_value("a jx?")
    expect(page.locator("[data-count]")).to_have_text("0")
    assert "/verb" not in server.posted


def test_a_single_key_presses_its_verb(page: Page) -> None:
    page.goto("/queue")
    with page.expect_response("**/verb"):
        page.keyboard.press("a")


def test_drafts_save_themselves(page: Page, server: pages.Server) -> None:
    page.goto("/queue")
    page.locator("#note").fill("Bring the plate")
    expect(page.locator("[data-autosave-said]")).to_have_text("Saved")
    assert server.posted == ["/draft"]


def test_live_line_says_what_came_once(page: Page) -> None:
    page.goto("/queue")
    expect(page.locator("[data-live] a")).to_have_text("1 new above")


def test_errors_take_the_focus_and_lead_to_their_field(page: Page) -> None:
    page.goto("/report")
    expect(page.locator("[data-error-summary]")).to_be_focused()
    assert page.title().startswith("Error: ")
    page.get_by_role("link", name="Say where it is.").click()
    expect(page.locator("#id_where")).to_be_focused()


def test_sign_in_breaks_no_policy(page: Page) -> None:
    page.goto("/sign-in")
    page.wait_for_timeout(300)
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()


def test_a_form_is_sent_once(page: Page, server: pages.Server) -> None:
    page.goto("/report")
    page.get_by_role("button", name="Continue").dblclick()
    page.wait_for_timeout(300)
    assert server.posted == ["/report"]


def test_photos_are_shown_and_limited(page: Page, tmp_path: Path) -> None:
    page.goto("/report")
    files = [
        {"name": f"{i}.svg", "mimeType": "image/svg+xml", "buffer": b"<svg xmlns='http://www.w3.org/2000/svg'/>"}
        for i in range(7)
    ]
    page.locator("#id_photos").evaluate("input => input.multiple = true")
    page.locator("#id_photos").set_input_files(files)  # type: ignore[arg-type]  # seven small files
    expect(page.locator("[data-file-previews] li")).to_have_count(5)


def test_map_sets_a_point_by_hand_and_moves_it_by_buttons(page: Page) -> None:
    page.goto("/pick")
    canvas = page.locator("canvas")
    expect(canvas).to_be_visible()
    page.get_by_role("button", name="Zoom in").wait_for()
    page.wait_for_timeout(1500)
    canvas.click(position={"x": 300, "y": 200})
    expect(page.locator("[data-map-said]")).to_have_text("The point is near 12 Elm Street, Ward 3.")
    expect(page.locator("#address")).to_have_value("12 Elm Street")
    before = float(page.locator("#lat").input_value())
    page.get_by_role("button", name="Move the point up").click()
    assert 4 < (float(page.locator("#lat").input_value()) - before) * 111_320 < 6


def test_map_sets_a_point_by_keys(page: Page) -> None:
    page.goto("/pick")
    page.get_by_role("button", name="Zoom in").wait_for()
    page.wait_for_timeout(1500)
    page.locator("canvas").focus()
    page.keyboard.press("Enter")
    first = page.locator("#lon").input_value()
    page.keyboard.press("Shift+ArrowRight")
    assert float(page.locator("#lon").input_value()) > float(first)


def test_map_counts_its_points(page: Page) -> None:
    page.goto("/points-page")
    expect(page.locator("[data-map-said]")).to_have_text("40 requests on the map")


def test_map_that_cannot_be_shown_says_so(chromium: Browser, server: pages.Server) -> None:
    context = chromium.new_context(base_url=server.address)
    page = context.new_page()
    page.route("**/tiles", lambda route: route.fulfill(status=404))
    page.goto("/pick")
    expect(page.locator("[data-map-said]")).to_have_text("The map cannot be shown here. Everything works without it.")
    expect(page.locator("#address")).to_be_visible()
    context.close()
