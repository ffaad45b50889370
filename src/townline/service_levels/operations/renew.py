"""Promise again: by somebody's word, for the next interval, or because what the promise depends on has changed."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from townline.core.actor import Actor
from townline.core.errors import OperationRefused
from townline.core.transactions import transaction_required
from townline.events import operations as events
from townline.service_levels import event_types, queries
from townline.service_levels.calendars import calendar_of
from townline.service_levels.models import Clock
from townline.service_levels.operations.clocks import ClockMissing, stop, write
from townline.service_levels.operations.pauses import settle
from townline.service_levels.planning import plan, plan_day
from townline.service_levels.values import ClockKind, Ended, Promised, Unit

MINUTES = timedelta(minutes=15)


class DayPast(OperationRefused):
    message = _("Choose a day that is still to come.")


@transaction_required
def repromise(
    *,
    subject: UUID,
    kind: ClockKind,
    by: Actor,
    at: datetime,
    due_at: datetime | None = None,
    promised: Promised | None = None,
) -> datetime | None:
    """Another day, or so much time from now, in place of the promise. The caller writes down why and tells the customer.

    Returns when it is due; None while it stands still, for then that day moves. Raises ClockMissing, DayPast.
    """
    clock = _running(subject, kind)
    department = clock.department_id
    if promised is not None:
        planned = plan(promises=[promised], at=at, department_id=department)
    else:
        if due_at is None or due_at <= at:
            raise DayPast
        ruler = calendar_of(department_id=department, unit=Unit.BUSINESS_DAYS)
        planned = [plan_day(kind=kind, due_at=due_at, at=at, ruler=ruler)]
    stop(subject=subject, at=at, kind=kind, ended=Ended.REPLACED)
    write(subject, planned, at=at, subject_type=clock.subject_type, department_id=department)
    if clock.paused_at:
        _stand(subject, kind, at)
    fact = event_types.Repromised(kind, clock.due_at.isoformat(), planned[0].due_at.isoformat(), clock.subject_type)
    events.record(fact, subject=subject, by=by, at=at)
    return None if clock.paused_at else planned[0].due_at


@transaction_required
def turn(*, subject: UUID, kind: ClockKind, at: datetime) -> datetime | None:
    """What had to be done was done, and is to be done again within the same time; None where no such clock runs.

    Two words within minutes are one: they begin one interval. One from before it, that is heard of late, begins none.
    """
    clock = next(iter(queries.running_clocks(subject=subject, kind=kind)), None)
    if clock is None or clock.promised is None:
        return None
    if at < clock.started_at + MINUTES:
        return clock.due_at
    planned = plan(promises=[clock.promised], at=at, department_id=clock.department_id)
    stop(subject=subject, at=at, kind=kind)
    write(subject, planned, at=at, subject_type=clock.subject_type, department_id=clock.department_id)
    if clock.paused_at:
        _stand(subject, kind, at)
    return planned[0].due_at


@transaction_required
def recount(
    *,
    subject: UUID,
    promises: Sequence[Promised],
    why: str,
    by: Actor,
    at: datetime,
    department_id: int | None = None,
) -> datetime | None:
    """Counts the running promises anew, from the moment at which each began, with its pauses. Returns when the resolution is due.

    What ran and is not promised any more is dropped; what was done already is not promised again; a day that somebody named
    stays. None while it stands still.
    """
    running = {clock.kind: clock for clock in queries.running_clocks(subject=subject)}
    wanted = {promised.kind: promised for promised in promises}
    for kind, clock in running.items():
        _replace(clock, wanted.get(ClockKind(kind)), department_id, at)
    renewed = queries.running_clocks(subject=subject)
    settle(clocks=renewed, pauses=queries.pauses_of(subject=subject), at=at)
    for clock in renewed:
        before = running[clock.kind]
        if before.breached_at and clock.due_at <= (clock.paused_at or at):
            _was_told(clock, before)
        if before.due_at != clock.due_at:
            moved = (before.due_at.isoformat(), clock.due_at.isoformat())
            fact = event_types.Recomputed(clock.kind, *moved, why, clock.subject_type)
            events.record(fact, subject=subject, by=by, at=at)
    resolution = next((clock for clock in renewed if clock.kind == ClockKind.RESOLUTION), None)
    return None if resolution is None or resolution.paused_at else resolution.due_at


@transaction_required
def _replace(clock: Clock, promised: Promised | None, department_id: int | None, at: datetime) -> None:
    """By what is promised now, from the moment at which it began; not what stays as it is, and no day that somebody named."""
    if clock.quantity is None or (promised == clock.promised and clock.department_id == department_id):
        return
    ended = Ended.REPLACED if promised else Ended.DROPPED
    stop(subject=clock.subject, at=at, kind=ClockKind(clock.kind), ended=ended)
    if promised:
        begun = clock.started_at
        planned = plan(promises=[promised], at=begun, department_id=department_id)
        write(clock.subject, planned, at=begun, subject_type=clock.subject_type, department_id=department_id)


@transaction_required
def _stand(subject: UUID, kind: ClockKind, at: datetime) -> None:
    """What took the place of a clock that stood still does so too."""
    clocks = queries.running_clocks(subject=subject, kind=kind)
    settle(clocks=clocks, pauses=queries.pauses_of(subject=subject), at=at)


@transaction_required
def _was_told(clock: Clock, before: Clock) -> None:
    """It was late and still is: nobody is told a second time."""
    clock.at_risk_told_at, clock.breached_at, clock.next_at = before.at_risk_told_at, before.breached_at, None
    clock.save(update_fields=["at_risk_told_at", "breached_at", "next_at"])


def _running(subject: UUID, kind: ClockKind) -> Clock:
    clock = queries.running_clocks(subject=subject, kind=kind)
    if not clock:
        raise ClockMissing
    return clock[0]
