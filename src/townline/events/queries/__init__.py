"""Read the log."""

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
    "unsealed_count",
    "verified_log",
    "waiting_deliveries",
]


def history_of(*, subject: UUID) -> QuerySet[Event]:
    """Every event of one subject, oldest first."""
    return Event.objects.filter(subject=subject).order_by("occurred_at", "id")


def failed_deliveries() -> QuerySet[Delivery]:
    return Delivery.objects.filter(state=DeliveryState.FAILED).order_by("-id")


def waiting_deliveries(*, at: datetime) -> int:
    return Delivery.objects.filter(state=DeliveryState.PENDING, due_at__lte=at).count()
