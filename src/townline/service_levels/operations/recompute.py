"""Count running promises anew after the opening days have changed: in parts, one event for each that moved."""

from collections.abc import Sequence
from datetime import date, datetime, time
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from townline.core.actor import SYSTEM
from townline.core.transactions import transaction, transaction_required
from townline.events import operations as events
from townline.service_levels import calendars, event_types, queries
from townline.service_levels.models import Clock
from townline.service_levels.operations.pauses import settle
from townline.service_levels.values import Unit

BUSINESS = tuple(unit for unit in Unit if unit.is_business)


def recompute_due(
    *, department_id: int | None, since: date, at: datetime, after: UUID | None = None, limit: int = 500
) -> UUID | None:
    """One part, in the order of the subjects; returns where to go on, None at the end.

    What is due before `since` cannot have moved. A promise that was late and is not any more is looked at again.
    """
    calendars.forget()  # another process wrote the version: what this one keeps may be of before
    with transaction():
        subjects = _subjects(department_id, since, after, limit)
        for subject in subjects:
            _recompute(subject, at)
    return subjects[-1] if len(subjects) == limit else None


def _subjects(department_id: int | None, since: date, after: UUID | None, limit: int) -> Sequence[UUID]:
    begin = timezone.make_aware(datetime.combine(since, time.min))
    running = Clock.objects.filter(
        Q(due_at__gte=begin) | Q(paused_at__isnull=False), stopped_at=None, unit__in=BUSINESS
    )
    if department_id is not None:
        running = running.filter(department_id=department_id)
    if after is not None:
        running = running.filter(subject__gt=after)
    return list(running.order_by("subject").values_list("subject", flat=True).distinct()[:limit])


@transaction_required
def _recompute(subject: UUID, at: datetime) -> None:
    clocks = [clock for clock in queries.running_clocks(subject=subject) if Unit(clock.unit) in BUSINESS]
    before = {clock.kind: clock.due_at for clock in clocks}
    settle(clocks=clocks, pauses=queries.pauses_of(subject=subject), at=at)
    for clock in clocks:
        was = before[clock.kind]
        if clock.due_at == was:
            continue
        fact = event_types.Recomputed(
            clock.kind, was.isoformat(), clock.due_at.isoformat(), "calendar", clock.subject_type
        )
        events.record(fact, subject=subject, by=SYSTEM, at=at)
