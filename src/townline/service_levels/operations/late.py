"""Find promises that are at risk, and those that were not kept: by one indexed moment, in order, whatever else is open."""

import logging
from datetime import datetime, timedelta

from townline.core.actor import SYSTEM
from townline.core.transactions import savepoint, transaction, transaction_required
from townline.events import operations as events
from townline.service_levels import event_types
from townline.service_levels.models import Clock

logger = logging.getLogger(__name__)
PUSH = timedelta(minutes=15)  # a row that fails waits so long and lets the others pass


def record_late(*, at: datetime, limit: int = 500) -> int:
    """Marks clocks whose next moment has come and records one event each; returns how many it looked at.

    Another worker's rows are skipped. A row that fails is pushed forward and logged; it stops no other.
    """
    with transaction():
        found = Clock.objects.select_for_update(skip_locked=True).filter(next_at__lte=at).order_by("next_at")[:limit]
        clocks = list(found)
        try:
            with savepoint():
                for clock in clocks:
                    _tell(clock, at)
        except Exception:
            logger.exception("One of %s clocks failed: each is tried alone", len(clocks))
            for clock in clocks:
                _tell_alone(clock, at)
    return len(clocks)


@transaction_required
def _tell_alone(clock: Clock, at: datetime) -> None:
    try:
        with savepoint():
            _tell(clock, at)
    except Exception:
        logger.exception("The clock %s of %s failed and is looked at later", clock.kind, clock.subject)
        Clock.objects.filter(pk=clock.pk).update(next_at=at + PUSH)


@transaction_required
def _tell(clock: Clock, at: datetime) -> None:
    """Late tells all: nobody hears afterwards that it was at risk."""
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
