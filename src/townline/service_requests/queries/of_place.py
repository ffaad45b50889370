"""What was asked about a place. Its history is the place's own: it says nothing of who asked."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db.models import Q, QuerySet

from townline.accounts.values import Viewer
from townline.core.timeline import TimelineEntry
from townline.core.words import plain
from townline.service_requests.queries.of_customer import entries
from townline.service_requests.queries.visible import visible_requests

PRIVATE = "private"


def history_of_place(
    *, address: str, present: Sequence[int], viewer: Viewer, before: datetime | None, limit: int
) -> list[TimelineEntry]:
    """The newest `limit + 1` before that moment at exactly this address.

    A private request is its customer's and not the place's: it is there only for those who live there now (`present`).
    An enforcement case is there for who may open it.
    """
    rows = _at(address, viewer).filter(~Q(visibility=PRIVATE) | Q(customer__in=present))
    return entries(rows=rows, before=before, limit=limit)


def _at(address: str, viewer: Viewer) -> QuerySet[Any, Any]:
    """By the index of words: one of addresses would cost every request that is taken an entry more."""
    words = SearchQuery(plain(address), config="simple", search_type="plain")
    rows = visible_requests(viewer=viewer).alias(vector=SearchVector("words", config="simple"))
    return rows.filter(vector=words, address__iexact=address)
