"""One line of a person's or a place's history. Each room says its own; a site puts them together by time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from townline.core.pagination import Page


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """`title` is the key of a sentence that the site knows, `values` what stands in it; no sentence is stored here.

    `link` is the kind of page that shows more and `reference` what stands in its address. `sealed`: shown because this
    viewer may, and marked so that it is not read out to somebody else.
    """

    at: datetime
    kind: str
    title: str
    values: Mapping[str, str] = field(default_factory=dict)
    link: str = ""
    reference: str = ""
    subject: UUID | None = None
    sealed: bool = False


def merged(*parts: Sequence[TimelineEntry], limit: int) -> Page[TimelineEntry]:
    """The newest first. Each part holds its newest `limit + 1`; `after` is the moment before which the next page begins.

    A page never ends between two entries of the same moment: the next one would leave the second out.
    """
    entries = sorted((entry for part in parts for entry in part), key=lambda entry: entry.at, reverse=True)
    if len(entries) <= limit:
        return Page(entries)
    last = entries[limit - 1].at
    rows = [entry for entry in entries if entry.at >= last]
    return Page(rows, last.isoformat() if len(rows) < len(entries) else "")
