"""One database server a test run: the embedded one in a folder that goes away, or the one in DATABASE_URL."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connections
from pytest_django.plugin import blocking_manager_key

from townline.commands import translations
from townline.commands.postgres.server import NOT_DURABLE, EmbeddedServer

KEPT = pytest.StashKey[bool]()
SHIPPED = ("service_requests_escalationstep",)  # rows that come with the product


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


def commits(test: pytest.Item) -> bool:
    marker = test.get_closest_marker("django_db")
    return "live_server" in getattr(test, "fixturenames", ()) or bool(marker and marker.kwargs.get("transaction"))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Iterator[None]:
    """Django has emptied all tables by then: bring back what a new city has."""
    yield
    if nextitem and item.config.stash.get(KEPT, False) and commits(item):
        with item.config.stash[blocking_manager_key].unblock(), connections["default"].cursor() as cursor:
            for table in SHIPPED:
                cursor.execute(f"INSERT INTO public.{table} SELECT * FROM shipped.{table} ON CONFLICT DO NOTHING")


@pytest.fixture(autouse=True)
def logs_end_with_the_test(request: pytest.FixtureRequest, django_db_blocker: Any) -> Iterator[None]:
    """Django empties its tables after a test that commits, and knows nothing of those that refuse to be emptied."""
    yield
    if commits(request.node):
        with django_db_blocker.unblock(), connections["default"].cursor() as cursor:
            for table in ("privacy_readentry", "events_event"):
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
                cursor.execute(f"TRUNCATE {table}")
                cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any, pytestconfig: pytest.Config) -> None:
    """Keep a copy of the rows that a new city has: a test that commits is followed by empty tables."""
    with django_db_blocker.unblock(), connections["default"].cursor() as cursor:
        cursor.execute("CREATE SCHEMA shipped")
        for table in SHIPPED:
            cursor.execute(f"CREATE TABLE shipped.{table} AS TABLE public.{table}")
    pytestconfig.stash[KEPT] = True


def pytest_collection_modifyitems(config: pytest.Config, items: list[Any]) -> None:
    """The longest files first, else the last worker is alone with them. Leave out slow tests unless `-m` or a path asks for them (`make test-all` does: `-m ''`)."""
    items.sort(key=lambda item: item.get_closest_marker("browser") is None)
    if config.option.markexpr or os.environ.get("TOWNLINE_TEST_ALL") == "1":
        return
    slow = [item for item in items if item.get_closest_marker("slow")]
    if slow and len(items) > len(slow):
        config.hook.pytest_deselected(items=slow)
        items[:] = [item for item in items if not item.get_closest_marker("slow")]
