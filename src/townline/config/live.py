"""The live-event process: one LISTEN on the database, fanned out as server-sent events. Raw ASGI, no Django request.

GET /live?token=… holds a stream open; the token names the topics (townline.core.live).
"""

import asyncio
import logging
import os
from collections import defaultdict
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import parse_qs

from django.conf import settings
from django.core import signing
from psycopg import AsyncConnection, Error
from psycopg.conninfo import make_conninfo

from townline.core import live

# Settings only: this process needs no app and stays small.
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "townline.config.settings")

log = logging.getLogger(__name__)
HEARTBEAT_SECONDS = 20
LONGEST_WAIT = 30.0
MOST_WAITING = 200  # signals that a slow listener may lag behind; then it must come again
MOST_LISTENERS = 4000
HELLO = b"retry: 3000\n: connected\n\n"
LOOK_AGAIN = b"event: look-again\ndata: {}\n\n"  # signals may have been missed

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]
Line = asyncio.Queue[bytes | None]


class Hub:
    def __init__(self) -> None:
        self.lines: dict[str, set[Line]] = defaultdict(set)
        self.everybody: set[Line] = set()
        self.listening: asyncio.Task[None] | None = None

    def join(self, topics: frozenset[str]) -> Line:
        if self.listening is None or self.listening.done():
            self.listening = asyncio.create_task(self.listen())
        line: Line = asyncio.Queue(MOST_WAITING)
        self.everybody.add(line)
        for topic in topics:
            self.lines[topic].add(line)
        return line

    def leave(self, line: Line, topics: frozenset[str]) -> None:
        self.everybody.discard(line)
        for topic in topics:
            self.lines[topic].discard(line)
            if not self.lines[topic]:
                del self.lines[topic]

    async def listen(self) -> None:
        """Hear the database for ever; come back with growing waits when it went away."""
        wait = 0.5
        while True:
            try:
                async with await AsyncConnection.connect(_conninfo(), autocommit=True) as connection:
                    await connection.execute(f"LISTEN {live.CHANNEL}")
                    self._say_to_all(LOOK_AGAIN)
                    wait = 0.5
                    async for notice in connection.notifies():
                        self.hear(notice.payload)
            except (Error, OSError) as error:
                log.warning("The live events wait for the database: %s", error)
            await asyncio.sleep(wait)
            wait = min(LONGEST_WAIT, wait * 2)

    def hear(self, payload: str) -> None:
        try:
            signal = live.Signal.parse(payload)
        except (ValueError, KeyError, TypeError):
            log.warning("Not a live signal: %.200s", payload)
            return
        for topic in signal.topics:
            for line in self.lines.get(topic, ()):
                _put(line, signal.server_sent(topic=topic))

    def _say_to_all(self, words: bytes) -> None:
        for line in self.everybody:
            _put(line, words)


def _put(line: Line, words: bytes | None) -> None:
    if line.full():  # too slow: end the stream, the browser comes again
        line.get_nowait()
        words = None
    line.put_nowait(words)


def _conninfo() -> str:
    place = settings.DATABASES["default"]
    options = {name: value for name, value in place.get("OPTIONS", {}).items() if isinstance(value, str)}
    named = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    return make_conninfo(**options, **{name: place[key] for name, key in named.items() if place.get(key)})


hub = Hub()


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "lifespan":
        await _lifespan(receive, send)
    elif scope["path"] == "/healthz":
        await _answer(send, status=200, body=b"ok\n")
    elif scope["path"] != "/live" or scope["method"] != "GET":
        await _answer(send, status=404, body=b"Here are only live events, at /live?token=...\n")
    else:
        await _stream(scope, receive, send)


async def _lifespan(receive: Receive, send: Send) -> None:
    while True:
        message = await receive()
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            for line in hub.everybody:
                _put(line, None)
            return


async def _stream(scope: Scope, receive: Receive, send: Send) -> None:
    try:
        topics = live.read_token(parse_qs(scope["query_string"].decode("latin-1")).get("token", [""])[0])
    except signing.BadSignature:
        await _answer(send, status=403, body=b"This address has expired. Load the page again.\n", scope=scope)
        return
    if len(hub.everybody) >= MOST_LISTENERS:
        await _answer(send, status=503, body=b"Too many listeners.\n", scope=scope)
        return
    headers = [(b"content-type", b"text/event-stream"), (b"cache-control", b"no-store"), (b"x-accel-buffering", b"no")]
    await send({"type": "http.response.start", "status": 200, "headers": [*headers, *_cross_origin(scope)]})
    await send({"type": "http.response.body", "body": HELLO, "more_body": True})
    line = hub.join(topics)
    gone = asyncio.create_task(_until_gone(receive, line))
    try:
        await _pour(line, send)
    finally:
        gone.cancel()
        hub.leave(line, topics)


async def _pour(line: Line, send: Send) -> None:
    while True:
        try:
            words = await asyncio.wait_for(line.get(), HEARTBEAT_SECONDS)
        except TimeoutError:
            words = b": still here\n\n"
        if words is None:
            await send({"type": "http.response.body", "body": b"", "more_body": False})
            return
        await send({"type": "http.response.body", "body": words, "more_body": True})


async def _until_gone(receive: Receive, line: Line) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    _put(line, None)


async def _answer(send: Send, *, status: int, body: bytes, scope: Scope | None = None) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8"), *(_cross_origin(scope) if scope else [])]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def _cross_origin(scope: Scope) -> list[tuple[bytes, bytes]]:
    origin = dict(scope["headers"]).get(b"origin", b"")
    if origin.decode("latin-1") not in _our_origins():
        return []
    return [
        (b"access-control-allow-origin", origin),
        (b"access-control-allow-credentials", b"true"),
        (b"vary", b"origin"),
    ]


def _our_origins() -> set[str]:
    port = settings.TOWNLINE_PORT
    local = set() if settings.TOWNLINE_PRODUCTION else {f"http://localhost:{port}", f"http://127.0.0.1:{port}"}
    return {settings.TOWNLINE_SITE_URL, *local}
