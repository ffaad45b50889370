"""The database of the tests: the server in DATABASE_URL, or an embedded one of their own that is gone afterwards."""

import os
from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from django.db import connections

from townline.commands import translations
from townline.commands.postgres import EmbeddedServer
from townline.commands.postgres.server import NOT_DURABLE


@pytest.fixture(scope="session")
def django_db_modify_db_settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """pytest-django asks for this before it makes the test database."""
    with ExitStack() as stack:
        if not os.environ.get("DATABASE_URL"):
            server = EmbeddedServer(data=tmp_path_factory.mktemp("townline"), options=NOT_DURABLE)
            stack.enter_context(server)
            connections["default"].settings_dict.update(HOST=str(server.socket), USER="townline")
        yield


@pytest.fixture(scope="session", autouse=True)
def french() -> None:
    """The compiled catalogue is not in the repository."""
    translations.compile_french()
