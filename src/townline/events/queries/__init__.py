"""Read the log."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from townline.events.models import Delivery, DeliveryState, Event
from townline.events.queries.verify import (
    Finding,
    Head,
    Part,
    Wrong,
    count_of_seals,
    head_of_log,
    unsealed_count,
    verified_log,
)

__all__ = [
    "Finding",
    "Head",
    "Part",
    "Wrong",
    "count_of_seals",
    "failed_deliveries",
    "head_of_log",
    "history_of",
    "told_of",
    "unsealed_count",
    "verified_log",
    "waiting_deliveries",
]


def history_of(*, subject: UUID) -> QuerySet[Event]:
    """Every event of one subject, oldest first."""
    return Event.objects.filter(subject=subject).order_by("occurred_at", "id")


def told_of(*, types: Sequence[str], since: datetime) -> Iterator[Event]:
    """Events of these types that the log heard of since then, in order: for figures that are counted again from it."""
    rows = Event.objects.filter(type__in=types, recorded_at__gte=since).order_by("occurred_at", "id")
    return rows.iterator(chunk_size=2_000)


def failed_deliveries() -> QuerySet[Delivery]:
    return Delivery.objects.filter(state=DeliveryState.FAILED).order_by("-id")


def waiting_deliveries(*, at: datetime) -> int:
    return Delivery.objects.filter(state=DeliveryState.PENDING, due_at__lte=at).count()
