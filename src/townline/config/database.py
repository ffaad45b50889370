"""Where the database is: a real server in `DATABASE_URL`, or the embedded one behind a unix socket."""

import os
from typing import Any
from urllib.parse import parse_qsl, unquote, urlparse

POOL = {"min_size": 1, "max_size": 8, "timeout": 10}


def databases() -> dict[str, dict[str, Any]]:
    url = os.environ.get("DATABASE_URL", "")
    place = _from_url(url) if url else _embedded()
    return {
        "default": {
            "ENGINE": "townline.config.postgresql",
            **place,
            "ATOMIC_REQUESTS": False,
            "OPTIONS": {**place.get("OPTIONS", {}), "pool": POOL},
        }
    }


def _embedded() -> dict[str, Any]:
    return {"NAME": "townline", "USER": "townline", "HOST": os.environ.get("TOWNLINE_PG_SOCKET", "")}


def _from_url(url: str) -> dict[str, Any]:
    parts = urlparse(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        message = "DATABASE_URL must look like postgresql://user:password@host:5432/name."
        raise ValueError(message)
    options = dict(parse_qsl(parts.query))
    return {
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or "") or options.pop("host", ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": options,
    }
