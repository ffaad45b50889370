"""Find promises that are at risk, and those that were not kept."""

from datetime import datetime

from townline.core.actor import SYSTEM
from townline.core.transactions import transaction
from townline.events import operations as events
from townline.service_levels import event_types
from townline.service_levels.models import Clock


def record_late(*, at: datetime, limit: int = 500) -> int:
    """Marks clocks whose next moment has come, in order, and records one event each; returns how many."""
    with transaction():
        found = Clock.objects.select_for_update(skip_locked=True).filter(next_at__lte=at).order_by("next_at")[:limit]
        for clock in (clocks := list(found)):
            _tell(clock, at)
    return len(clocks)


def _tell(clock: Clock, at: datetime) -> None:
    when = clock.due_at.isoformat()
    if clock.due_at <= at:
        fact: event_types.Breached | event_types.AtRisk = event_types.Breached(clock.kind, when, clock.subject_type)
        clock.breached_at, clock.next_at = at, None
    else:
        fact = event_types.AtRisk(clock.kind, when, clock.subject_type)
        clock.next_at = clock.due_at
    clock.at_risk_told_at = clock.at_risk_told_at or at
    clock.save(update_fields=["at_risk_told_at", "breached_at", "next_at"])
    events.record(fact, subject=clock.subject, by=SYSTEM, at=at)
