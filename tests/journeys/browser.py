"""A real Chromium in front of a live server: how it is found and started, and what no page may do."""

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from http.server import BaseHTTPRequestHandler
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect, sync_playwright

from tests.local_server import LocalServer, served

if TYPE_CHECKING:
    from townline.accounts.models import User

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
    "--enable-unsafe-swiftshader",  # the map draws with WebGL, also where there is no graphics card
]
BUILT = Path(__file__).parents[2] / "src/townline/static/built/map.js"
REQUIRED = os.environ.get("TOWNLINE_REQUIRE_BROWSER") == "1"
PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 900}
AXE = Axe().axe_script
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
    "preload": False,
}


def found() -> str:
    """Where Chromium is; nothing if this machine has none."""
    named = os.environ.get("TOWNLINE_CHROMIUM")
    if named:
        return named if Path(named).exists() else ""
    return next((place for place in map(shutil.which, NAMES) if place), "")


in_browser = [
    pytest.mark.browser,
    pytest.mark.skipif(
        not found() and not REQUIRED, reason="no Chromium on this machine (TOWNLINE_CHROMIUM names one)"
    ),
    pytest.mark.skipif(not BUILT.exists() and not REQUIRED, reason="the front end is not built (make built)"),
]


def ways(english: Any = "en", french: Any = "fr") -> list[Any]:
    """Language, screen and scripts: any two meet in four ways. `make test-all` goes all eight."""
    made = []
    for (language, says), (name, screen), scripts in product(
        (("en", english), ("fr", french)), (("phone", PHONE), ("desk", DESK)), (True, False)
    ):
        is_one_of_four = (language == "en") ^ (name == "phone") ^ scripts
        way = f"{'scripts' if scripts else 'no-scripts'}-{name}-{language}"
        made.append(pytest.param(says, screen, scripts, id=way, marks=() if is_one_of_four else pytest.mark.slow))
    return made


@contextmanager
def chromium() -> Iterator[Browser]:
    assert found(), "TOWNLINE_REQUIRE_BROWSER=1, and there is no Chromium on this machine"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found(), args=FLAGS)
        expect.set_options(timeout=30_000)  # also on a busy machine
        # Playwright's loop runs in this thread, and Django would refuse its database here.
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
        try:
            yield browser
        finally:
            del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]
            browser.close()


class Silence(BaseHTTPRequestHandler):
    """Live events come from another process, which these tests do without: none, and come back in an hour."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Access-Control-Allow-Origin", self.headers.get("Origin", ""))
        self.send_header("Access-Control-Allow-Credentials", "true")
        self.end_headers()
        self.wfile.write(b"retry: 3600000\n\n")

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  # the name is the library's
        """Be silent."""


@contextmanager
def no_news() -> Iterator[str]:
    """A server of its own: a route of Playwright's would turn off the browser's cache."""
    with served(LocalServer(("127.0.0.1", 0), Silence)) as address:
        yield address


_kept: list[tuple[Browser, str]] = []
_open = ExitStack()


def kept() -> tuple[Browser, str]:
    """One browser for many files, as it takes a second to start, and the address of no news. Anew if it has died."""
    if not _kept or not _kept[0][0].is_connected():
        end()
        url = _open.enter_context(no_news())
        _kept.append((_open.enter_context(chromium()), url))
    return _kept[0]


def end() -> None:
    _kept.clear()
    _open.close()


@dataclass
class Window:
    """One person's browser: a page, and a note of everything that it should not have done."""

    context: BrowserContext
    home: str
    scripts: bool
    faults: list[str] = field(default_factory=list)
    expected: re.Pattern[str] | None = None  # what the story itself brings about, such as an answer 404

    @property
    def page(self) -> Page:
        """The first page; every page of the window is listened to."""
        return self.context.pages[0]

    def hear(self, message: ConsoleMessage) -> None:
        if message.type == "error" or "map cannot" in message.text.lower():
            self.note(f"{message.text} ({message.location.get('url', '')})")

    def watch(self, url: str) -> None:
        if not url.startswith((self.home, settings.TOWNLINE_LIVE_URL, "blob:", "data:")):
            self.note(f"a request to {url}")

    def note(self, fault: str) -> None:
        if self.expected is None or not self.expected.search(fault):
            self.faults.append(f"{self.page.url}: {fault}")

    def check(self) -> None:
        """Axe finds nothing here, and nothing sticks out of the side of the screen."""
        if self.scripts:
            self.faults += [*sticking_out(self.page), *filter(None, [accessibility(self.page)])]

    def sign_in(self, user: "User") -> None:
        """Without the form, which has a story of its own."""
        store = SessionStore()
        store.update(
            {
                "_auth_user_id": str(user.pk),
                "_auth_user_backend": "townline.accounts.backends.StaffBackend",
                "_auth_user_hash": user.get_session_auth_hash(),
            }
        )
        store.save()
        cookies = [{"name": settings.SESSION_COOKIE_NAME, "value": str(store.session_key), "url": self.home}]
        cookies.append({"name": settings.LANGUAGE_COOKIE_NAME, "value": user.language, "url": self.home})
        self.context.add_cookies(cookies)  # type: ignore[arg-type]  # a cookie in three words


@contextmanager
def window(
    browser: Browser, home: str, *, screen: dict[str, int] = DESK, scripts: bool = True, **more: Any
) -> Iterator[Window]:
    """Fails on leaving when a page broke the policy, had an error, or asked anything outside."""
    context = browser.new_context(base_url=home, viewport=screen, java_script_enabled=scripts, **more)  # type: ignore[arg-type]
    context.set_default_timeout(30_000)
    made = Window(context, home, scripts)
    context.on("console", made.hear)
    context.on("weberror", lambda error: made.note(str(error.error)))
    context.on("request", lambda request: made.watch(request.url))
    context.new_page()
    try:
        yield made
    finally:
        context.close()
    if made.faults:
        pytest.fail("\n".join(made.faults), pytrace=False)


def listen(page: Page, faults: list[str], *, home: str) -> None:
    """Notes broken policy, broken scripts and every call that leaves the machine."""

    def hear(message: ConsoleMessage) -> None:
        if message.type == "error" or "map cannot" in message.text.lower():
            faults.append(message.text)

    def watch(url: str) -> None:
        if not url.startswith((home, "blob:", "data:")):
            faults.append(url)

    page.on("console", hear)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("request", lambda request: watch(request.url))


def check_page(page: Page, *, scripts: bool = True) -> None:
    """Axe finds nothing, and nothing sticks out of the side of the screen."""
    page.wait_for_load_state()  # a click returns as soon as the next page begins to arrive
    wrong = [*sticking_out(page), *filter(None, [accessibility(page)])] if scripts else []
    if wrong:
        pytest.fail("\n".join(wrong), pytrace=False)


# What axe judges by: elements, their attributes, and whether words stand there at all; a number is any number.
SHAPE = r"""() => [innerWidth, matchMedia("(prefers-color-scheme: dark)").matches, document.documentElement.outerHTML
  .replace(/<(script|style)\b[^]*?<\/\1>/g, "").replace(/>[^<]*[^<\s][^<]*</g, ">w<")
  .replace(/\b(value|href|src|action|content|data-[a-z-]+|hx-[a-z-]+)="[^"]+"/g, '$1="w"')
  .replace(/[0-9a-f]{8}(-[0-9a-f]{4,12}){4}|\d+/g, "0").replace(/\s+/g, " ")].join(" ")"""
_clean: set[str] = set()


def accessibility(page: Page) -> str:
    """What axe finds, a line each; nothing if all is well, or if a page of this shape, width and scheme of colours was well before."""
    shape = sha256(page.evaluate(SHAPE).encode()).hexdigest()
    if shape in _clean:
        return ""
    page.evaluate(AXE)
    faults = page.evaluate(
        "rules => axe.run(rules).then(found => found.violations)", RULES
    )  # what it lets pass is long
    if not faults:
        _clean.add(shape)
    return "\n".join(
        f"{page.url}: {fault['id']}: {node['html'][:200]} ({node['failureSummary']})"
        for fault in faults
        for node in fault["nodes"]
    )


def sticking_out(page: Page) -> list[str]:
    """The innermost elements that make the page wider than the screen."""
    found: list[str] = page.evaluate(
        """() => {
          const root = document.documentElement;
          if (root.scrollWidth <= root.clientWidth) return [];
          const wide = [...document.body.querySelectorAll('*')].filter(e => e.getBoundingClientRect().right > root.clientWidth + 1);
          const inner = wide.filter(e => !wide.some(o => o !== e && e.contains(o)));
          return inner.slice(0, 5).map(e => `${root.scrollWidth}px: ${e.outerHTML.slice(0, 160)}`).concat(['wider than the screen']);
        }"""
    )
    return found
