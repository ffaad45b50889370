"""What a real city must have set before `townline run --production` starts."""

import os
from collections.abc import Callable
from dataclasses import dataclass

SHORTEST_KEY = 50


@dataclass(frozen=True)
class Missing:
    name: str
    advice: str


Test = Callable[[str], bool]


def missing() -> list[Missing]:
    said = {name: os.environ.get(name, "") for name in NEEDED}
    return [Missing(name, advice) for name, (is_usable, advice) in NEEDED.items() if not is_usable(said[name])]


def _is_https(value: str) -> bool:
    return value.startswith("https://")


NEEDED: dict[str, tuple[Test, str]] = {
    "TOWNLINE_SECRET_KEY": (
        lambda key: len(key) >= SHORTEST_KEY,
        f"a secret of at least {SHORTEST_KEY} characters that signs sessions and private links; `townline init` makes one",
    ),
    "TOWNLINE_ALLOWED_HOSTS": (bool, "the names under which people reach you, for example 311.city.example"),
    "TOWNLINE_SITE_URL": (_is_https, "the public address, with https://; links in messages start with it"),
    "TOWNLINE_LIVE_URL": (
        _is_https,
        (
            "the public address of live events, with https://; behind a proxy the same as TOWNLINE_SITE_URL, "
            "with /live passed on to the port after TOWNLINE_PORT"
        ),
    ),
    "TOWNLINE_TLS_AT_PROXY": (
        lambda said: said == "1",
        (
            "1 when a proxy in front of Townline speaks https and sets X-Forwarded-Proto; Townline itself speaks plain "
            "http and must not be reached from outside"
        ),
    ),
    "TOWNLINE_CITY_EN": (bool, "the name of the city in English; messages are signed with it"),
    "TOWNLINE_CITY_FR": (bool, "the name of the city in French"),
    "TOWNLINE_MAIL_HOST": (bool, "the SMTP server that takes the city's mail"),
    "TOWNLINE_FROM_EMAIL": (bool, "the sender of all messages, a mailbox of the city"),
    "TOWNLINE_REPLY_TO": (
        bool,
        "a mailbox that people read: customers will answer messages, and Townline does not read replies yet",
    ),
    "TOWNLINE_OIDC_SERVER_URL": (
        lambda url: _is_https(url) or "TOWNLINE_OIDC_SERVER_URL" not in os.environ,
        "the city's own sign-in must be asked over https://; leave the setting out where there is none",
    ),
}


def explanation(gaps: list[Missing]) -> str:
    lines = "\n".join(f"  {gap.name:<24} {gap.advice}" for gap in gaps)
    return (
        f"not ready for production. Missing or not usable:\n\n{lines}\n\n"
        "Set them in the environment or in townline.env in the data folder; `townline init` asks for all of them."
    )
