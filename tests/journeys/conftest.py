"""What the stories in a real browser share: the browser, and the tiles of its map."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Browser

from tests.journeys import browser
from tests.ui.pages import make_tiles


@pytest.fixture(scope="module")
def chromium(django_db_setup: None) -> Iterator[Browser]:
    """After the database: while Playwright's loop runs, Django keeps another connection in this thread."""
    with browser.chromium() as started:
        yield started


@pytest.fixture(scope="session")
def tiles(data_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """One square of a city with one street."""
    folder = settings.TOWNLINE_DATA / "tiles"
    folder.mkdir(exist_ok=True)
    (folder / "city.pmtiles").write_bytes(make_tiles(tmp_path_factory.mktemp("tiles")))
