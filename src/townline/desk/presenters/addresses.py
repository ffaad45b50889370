"""Addresses of the desk: of one request, and of a list with some of its words changed."""

from collections.abc import Mapping
from functools import lru_cache
from urllib.parse import urlencode

from django.urls import reverse


def with_query(path: str, query: Mapping[str, str], **changes: str) -> str:
    """`path?…` with these words changed; an empty one is left out."""
    merged = {**query, **changes}
    text = urlencode({name: value for name, value in merged.items() if value})
    return f"{path}?{text}" if text else path


@lru_cache(maxsize=1)
def _record_url() -> str:
    return reverse("desk:request", args=["000000000"])


def record_url(reference: str) -> str:
    return _record_url().replace("000000000", reference)
