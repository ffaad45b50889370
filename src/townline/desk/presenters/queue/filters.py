"""The filters in use as words."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse

from townline.desk.presenters.addresses import with_query


@dataclass(frozen=True, slots=True)
class Chip:
    words: str
    off_url: str


def chips(*, form_fields: Mapping[str, object], query: Mapping[str, str]) -> list[Chip]:
    """The filters in use as words, each with the address without it. `form_fields` is {name: words}."""
    path = reverse("desk:queue")
    return [Chip(str(words), with_query(path, query, after="", **{name: ""})) for name, words in form_fields.items()]
