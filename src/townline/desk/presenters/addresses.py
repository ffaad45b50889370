"""Addresses with some of their words changed."""

from collections.abc import Mapping
from urllib.parse import urlencode


def with_query(path: str, query: Mapping[str, str], **changes: str) -> str:
    """`path?…` with these words changed; an empty one is left out."""
    merged = {**query, **changes}
    text = urlencode({name: value for name, value in merged.items() if value})
    return f"{path}?{text}" if text else path
