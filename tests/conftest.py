"""One database server a test run: the embedded one in a folder that goes away, or the one in DATABASE_URL."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.hashers import ScryptPasswordHasher
from django.contrib.staticfiles import handlers
from django.db import connections
from django.test import TransactionTestCase
from django.test.client import ClientHandler
from django.test.signals import setting_changed
from hypothesis import HealthCheck
from hypothesis import settings as examples

from tests import emptying
from townline.commands import translations
from townline.commands.postgres.server import NOT_DURABLE, EmbeddedServer

# A busy machine is no fault of an example.
examples.register_profile("patient", examples.default, deadline=None, suppress_health_check=[HealthCheck.too_slow])
examples.load_profile("patient")

LONG = ("journeys", "commands")  # rooms with files that take longer than ten seconds


@pytest.fixture(scope="session")
def database_server() -> Iterator[None]:
    if os.environ.get("DATABASE_URL"):
        yield
        return
    with tempfile.TemporaryDirectory(prefix="tl-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        with EmbeddedServer(data=Path(folder), options=NOT_DURABLE) as server:
            for place in (settings.DATABASES["default"], connections["default"].settings_dict):
                place["HOST"] = str(server.socket)
            yield
            connections.close_all()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(database_server: None) -> None:
    """Start the server only if a test asks for the database; a pool would outlive the test's connection."""
    for place in (settings.DATABASES["default"], connections["default"].settings_dict):
        place["OPTIONS"].pop("pool", None)


@pytest.fixture(scope="session", autouse=True)
def data_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Nothing that a test stores lands in the data folder of this machine."""
    folder = tmp_path_factory.mktemp("data")
    settings.TOWNLINE_DATA = folder
    settings.MEDIA_ROOT = str(folder / "media")
    settings.STATIC_ROOT = str(folder / "static")
    (folder / "static").mkdir()  # whitenoise warns of a folder that is not there
    settings.TOWNLINE_CACHE_SECONDS = 0  # a test sees what it has just written
    return folder


@pytest.fixture(scope="session", autouse=True)
def french() -> None:
    """The compiled catalogue is not in the repository."""
    translations.compile_french()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    with django_db_blocker.unblock():
        emptying.prepare()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", emptying.empty_tables)
        yield


@pytest.fixture(scope="session", autouse=True)
def passwords_cost_little() -> Iterator[None]:
    """The same hash as in a city, with less of the work that keeps guessers away."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ScryptPasswordHasher, "work_factor", 2**4)
        yield


@pytest.fixture(scope="session", autouse=True)
def static_files_as_in_a_city() -> Iterator[None]:
    """By whitenoise, with an age; the handler of Django's live server gives none, and a browser asks again for each page."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(handlers, "StaticFilesHandler", lambda application: application)
        yield


@pytest.fixture(scope="session", autouse=True)
def one_chain_of_middleware() -> Iterator[None]:
    """Each test's client would make its own, which looks at each static file. A test's own settings get their own."""
    kept: list[ClientHandler] = []
    make = ClientHandler.load_middleware

    def load(handler: ClientHandler, *more: Any) -> None:
        if not kept:
            make(handler, *more)
            kept.append(handler)
        for name in ("_view_middleware", "_template_response_middleware", "_exception_middleware", "_middleware_chain"):
            setattr(handler, name, getattr(kept[0], name))

    def forget(**_: object) -> None:
        kept.clear()

    setting_changed.connect(forget)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ClientHandler, "load_middleware", load)
        yield
    setting_changed.disconnect(forget)


def pytest_collection_modifyitems(config: pytest.Config, items: list[Any]) -> None:
    """The longest files first, else the last worker is alone with them. Leave out slow tests unless `-m` or a path asks for them (`make test-all` does: `-m ''`)."""
    items.sort(key=lambda item: (item.get_closest_marker("browser") is None, item.path.parent.name not in LONG))
    if config.option.markexpr or os.environ.get("TOWNLINE_TEST_ALL") == "1":
        return
    slow = [item for item in items if item.get_closest_marker("slow")]
    if slow and len(items) > len(slow):
        config.hook.pytest_deselected(items=slow)
        items[:] = [item for item in items if not item.get_closest_marker("slow")]
