"""Find promises that were not kept."""

from datetime import datetime

from townline.core.actor import SYSTEM
from townline.core.transactions import transaction
from townline.events import operations as events
from townline.service_levels import event_types
from townline.service_levels.models import Clock


def record_late(*, at: datetime, limit: int = 500) -> int:
    """Marks clocks whose due moment has passed, in order, and records one event each; returns how many."""
    with transaction():
        late = Clock.objects.select_for_update(skip_locked=True).filter(
            due_at__lte=at, stopped_at__isnull=True, paused_at__isnull=True, breached_at__isnull=True
        )
        clocks = list(late.order_by("due_at")[:limit])
        Clock.objects.filter(pk__in=[clock.pk for clock in clocks]).update(breached_at=at)
        for clock in clocks:
            fact = event_types.Breached(kind=clock.kind, due_at=clock.due_at.isoformat())
            events.record(fact, subject=clock.subject, by=SYSTEM, at=at)
    return len(clocks)
