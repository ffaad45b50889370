"""What the stories in a real browser share: the browser, and the tiles of its map."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from csp.constants import SELF
from django.conf import settings as every_setting
from playwright.sync_api import Browser

from tests.journeys import browser
from tests.ui.pages import make_tiles

HERE = Path(__file__).parent


@pytest.fixture
def chromium(django_db_setup: None, settings: Any) -> Browser:
    """After the database: while Playwright's loop runs, Django keeps another connection in this thread."""
    started, no_news = browser.kept()
    policy = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    settings.TOWNLINE_LIVE_URL = no_news
    settings.CONTENT_SECURITY_POLICY = {"DIRECTIVES": {**policy, "connect-src": [SELF, no_news]}}
    return started


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Iterator[None]:
    """One browser for the stories of many files; it ends before a test that starts its own or needs none."""
    yield
    if nextitem is None or HERE not in nextitem.path.parents or "chromium" not in getattr(nextitem, "fixturenames", ()):
        browser.end()


@pytest.fixture(scope="session")
def tiles(data_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """One square of a city with one street."""
    folder = every_setting.TOWNLINE_DATA / "tiles"
    folder.mkdir(exist_ok=True)
    (folder / "city.pmtiles").write_bytes(make_tiles(tmp_path_factory.mktemp("tiles")))
