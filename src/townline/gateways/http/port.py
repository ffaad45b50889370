"""Outgoing calls over HTTP: media_url, webhooks and checkers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from townline.gateways.errors import GatewayError


@dataclass(frozen=True)
class Call:
    url: str
    method: str = "GET"
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes | None = None


@dataclass(frozen=True)
class Limits:
    """`seconds` counts from the first packet to the last byte, redirects included."""

    seconds: float = 10.0
    bytes: int = 10_000_000
    redirects: int = 3


@dataclass(frozen=True)
class Reply:
    """`headers` has lower-case names; `url` is the address after redirects."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    url: str


class AddressRefused(GatewayError):
    """The address is not one that may be called: private, malformed or not HTTP."""


class ReplyTooLarge(GatewayError):
    """The other side sent more than the limit."""


class TooSlow(GatewayError):
    """The other side did not finish in time."""


class Unreachable(GatewayError):
    """No connection, or the conversation broke off."""


class HttpClient(Protocol):
    def send(self, *, call: Call, limits: Limits = Limits()) -> Reply: ...
