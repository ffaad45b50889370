"""Live signals: something has changed, look again. They carry ids only and need a signed token to be heard.

    token = sign_topics([team_topic(3), user_topic(7)])          a page puts it into <LIVE_URL>/live?token=…
    NOTIFY townline_live, Signal(topics=…, id=…, type=…).payload()

A listener gets one server-sent event a topic: `event: team:3`, `id: <id>`, `data: {"type": …, "id": …}`.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from django.core import signing

CHANNEL = "townline_live"
SALT = "townline.live"
TOKEN_SECONDS = 12 * 3600
QUEUE_TOPIC = "queue"  # every request that comes in


def team_topic(team_id: int) -> str:
    return f"team:{team_id}"


def user_topic(user_id: int) -> str:
    return f"user:{user_id}"


def request_topic(uuid: object) -> str:
    return f"request:{uuid}"


def sign_topics(topics: Iterable[str]) -> str:
    return signing.dumps(sorted(topics), salt=SALT)


def read_token(token: str) -> frozenset[str]:
    """Return the topics of a token; raises `signing.BadSignature` for a forged or an old one."""
    return frozenset(signing.loads(token, salt=SALT, max_age=TOKEN_SECONDS))


@dataclass(frozen=True)
class Signal:
    topics: tuple[str, ...]
    id: str
    type: str

    def payload(self) -> str:
        return json.dumps({"topics": self.topics, "id": self.id, "type": self.type}, separators=(",", ":"))

    @classmethod
    def parse(cls, payload: str) -> Self:
        found = json.loads(payload)
        return cls(topics=tuple(found["topics"]), id=str(found["id"]), type=str(found["type"]))

    def server_sent(self, *, topic: str) -> bytes:
        data = json.dumps({"type": self.type, "id": self.id}, separators=(",", ":"))
        return f"event: {topic}\nid: {self.id}\ndata: {data}\n\n".encode()
