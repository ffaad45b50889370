"""Live signals reach those whose token names the topic, and nobody else."""

import asyncio
from typing import Any

import pytest
from django.core import signing
from django.test import override_settings

from townline.config import live as process
from townline.core import live

SIGNAL = live.Signal(topics=("team:3", "request:abc"), id="e-1", type="service_request.assigned")


def scope(path: str = "/live", query: str = "", origin: str = "") -> dict[str, Any]:
    headers = [(b"origin", origin.encode())] if origin else []
    return {"type": "http", "method": "GET", "path": path, "query_string": query.encode(), "headers": headers}


async def ask(hub: process.Hub, request: dict[str, Any], *, hears: str = "") -> list[dict[str, Any]]:
    sent: list[dict[str, Any]] = []
    leaving = asyncio.Event()

    async def receive() -> dict[str, Any]:
        await leaving.wait()
        return {"type": "http.disconnect"}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    answering = asyncio.create_task(process.application(request, receive, send))
    await asyncio.sleep(0.05)
    if hears:
        hub.hear(hears)
    await asyncio.sleep(0.05)
    leaving.set()
    await asyncio.wait_for(answering, 5)
    return sent


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> process.Hub:
    hub = process.Hub()

    async def no_database() -> None:
        return

    monkeypatch.setattr(hub, "listen", no_database)
    monkeypatch.setattr(process, "hub", hub)
    return hub


def body(sent: list[dict[str, Any]]) -> bytes:
    return b"".join(message.get("body", b"") for message in sent)


def test_listener_of_a_topic_hears_it(hub: process.Hub) -> None:
    request = scope(query=f"token={live.sign_topics(['team:3', 'team:4'])}")
    sent = asyncio.run(ask(hub, request, hears=SIGNAL.payload()))
    assert sent[0]["status"] == 200
    expected = b'event: team:3\nid: e-1\ndata: {"type":"service_request.assigned","id":"e-1"}\n\n'
    assert body(sent) == process.HELLO + expected
    assert not hub.everybody
    assert not hub.lines


def test_listener_of_another_topic_hears_nothing(hub: process.Hub) -> None:
    sent = asyncio.run(ask(hub, scope(query=f"token={live.sign_topics(['team:4'])}"), hears=SIGNAL.payload()))
    assert body(sent) == process.HELLO


def test_slow_listener_is_let_go(hub: process.Hub) -> None:
    async def fill() -> bytes | None:
        line = hub.join(frozenset({"team:3"}))
        for _ in range(process.MOST_WAITING + 1):
            hub.hear(SIGNAL.payload())
        waiting = [line.get_nowait() for _ in range(line.qsize())]
        return waiting[-1]

    assert asyncio.run(fill()) is None


@pytest.mark.parametrize(
    "token", ["", "forged", signing.dumps(["team:3"], salt="another")], ids=["none", "forged", "of another salt"]
)
def test_token_that_is_not_ours_is_refused(hub: process.Hub, token: str) -> None:
    assert asyncio.run(ask(hub, scope(query=f"token={token}")))[0]["status"] == 403


@pytest.mark.parametrize("payload", ["", "words", "[]", '{"id": 1}'])
def test_payload_that_is_no_signal_does_no_harm(hub: process.Hub, payload: str) -> None:
    hub.hear(payload)


@override_settings(TOWNLINE_SITE_URL="https://311.city.example")
def test_only_our_pages_may_listen(hub: process.Hub) -> None:
    query = f"token={live.sign_topics(['team:3'])}"
    ours = asyncio.run(ask(hub, scope(query=query, origin="https://311.city.example")))
    other = asyncio.run(ask(hub, scope(query=query, origin="https://elsewhere.example")))
    assert (b"access-control-allow-origin", b"https://311.city.example") in ours[0]["headers"]
    assert not any(name.startswith(b"access-control") for name, _ in other[0]["headers"])


def test_health_is_answered(hub: process.Hub) -> None:
    assert asyncio.run(ask(hub, scope(path="/healthz")))[0]["status"] == 200
