"""Read the log."""

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from townline.events.models import Delivery, DeliveryState, Event


def history_of(*, subject: UUID) -> QuerySet[Event]:
    """Every event of one subject, oldest first."""
    return Event.objects.filter(subject=subject).order_by("occurred_at", "id")


def failed_deliveries() -> QuerySet[Delivery]:
    return Delivery.objects.filter(state=DeliveryState.FAILED).order_by("-id")


def waiting_deliveries(*, at: datetime) -> int:
    return Delivery.objects.filter(state=DeliveryState.PENDING, due_at__lte=at).count()
