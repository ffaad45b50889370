"""What single values must look like."""

import re
from datetime import datetime
from urllib.parse import urlsplit

_W3C = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)")
_MARKUP = re.compile(r"<\s*/?\s*[a-zA-Z][^>]*>")


def moment(text: str | None) -> datetime | None:
    """The W3C form with its zone as a datetime; None for anything else."""
    if text is None or not _W3C.fullmatch(text):
        return None
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def loose_moment(text: str | None) -> datetime | None:
    """Any ISO-like date, for comparisons that should not repeat the complaint about its form."""
    try:
        return datetime.fromisoformat((text or "").replace(" ", "T")).replace(tzinfo=None)
    except ValueError:
        return None


def number(text: str | None) -> float | None:
    try:
        return float(text) if text is not None else None
    except ValueError:
        return None


def has_markup(text: str | None) -> bool:
    return bool(_MARKUP.search(text or ""))


def is_web_address(text: str | None) -> bool:
    parts = urlsplit(text or "")
    return parts.scheme in {"http", "https"} and bool(parts.netloc)
