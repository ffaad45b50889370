"""A browser without scripts, and a way through a report that each test may leave where it likes."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from tests.factories.catalog import publish_service
from townline.portal.forms import sending


@pytest.fixture(autouse=True)
def nothing_cached() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture(autouse=True)
def fast_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests read a page faster than people; the one about reading speed puts this back."""
    monkeypatch.setattr(sending, "LEAST_SECONDS", 0)


class Reporter:
    """Walks through the report of one service."""

    def __init__(self, client: Client, code: str = "pothole", *, prefix: str = "") -> None:
        self.client, self.base = client, f"{prefix}/report/{code}"

    def post(self, page: str, **data: Any) -> Any:
        return self.client.post(f"{self.base}/{page}", data)

    def get(self, page: str) -> Any:
        return self.client.get(f"{self.base}/{page}")

    def until_check(self, **contact: str) -> None:
        """Answers everything as most people would."""
        self.post("question/size", answer="small")
        self.post("details", description="A deep hole.")
        self.post("place", address="In front of the school", description="")
        self.post("contact", preferred="email")
        self.post("reach", **{"name": "Ada", "email": "ada@mail.example", "phone": "", **contact})

    def send(self) -> Any:
        shown = re.search(r'name="shown" value="([^"]+)"', self.get("check").content.decode())
        assert shown
        return self.post("check", shown=shown[1], second_surname="")


@pytest.fixture
def reporter(db: None, client: Client) -> Reporter:
    publish_service()
    return Reporter(client)
