"""Let the clocks of a subject stand still, and go on."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from townline.core.transactions import transaction_required
from townline.service_levels import queries
from townline.service_levels.business_time import Ruler
from townline.service_levels.calendars import calendar_of
from townline.service_levels.models import Clock, ClockPause
from townline.service_levels.planning import moved
from townline.service_levels.promises import NOTHING, Pause, Promise
from townline.service_levels.values import HOLDS, ClockKind, PauseReason, Unit


@transaction_required
def pause(*, subject: UUID, reason: PauseReason, at: datetime, label: str = "") -> datetime | None:
    """What the reason holds stands still from now on. For the same reason twice changes nothing; without a promise, nothing.

    Returns since when; None where nothing changed. No earlier than the promises that it holds: what was done before was not held.
    """
    held = [clock for clock in _running(subject) if ClockKind(clock.kind) in HOLDS[reason]]
    open_now = ClockPause.objects.filter(subject=subject, reason=reason, label=label, end_at__isnull=True)
    if not held or open_now.exists():
        return None
    begin = max(at, min(clock.started_at for clock in held))
    ClockPause.objects.create(subject=subject, reason=reason, begin_at=begin, label=label)
    for clock in held:
        clock.paused_at = clock.paused_at or max(begin, clock.started_at)
    settle(clocks=held, pauses=queries.pauses_of(subject=subject), at=begin)
    return begin


@transaction_required
def resume(
    *, subject: UUID, at: datetime, reason: PauseReason | None = None, label: str | None = None
) -> datetime | None:
    """Ends the pauses for this reason, or all. The clocks go on with what was left; a late one stays due when it was.

    Returns when the resolution is due; None while it stands still for another reason, and where nothing was promised.
    """
    ending = Q(subject=subject, end_at__isnull=True)
    if reason is not None:
        ending &= Q(reason=reason)
    if label is not None:
        ending &= Q(label=label)
    for one in ClockPause.objects.select_for_update().filter(ending):
        one.end_at = max(at, one.begin_at)
        one.save(update_fields=["end_at"])
    clocks = _running(subject)
    settle(clocks=clocks, pauses=queries.pauses_of(subject=subject), at=at)
    resolution = next((clock for clock in clocks if clock.kind == ClockKind.RESOLUTION), None)
    return None if resolution is None or resolution.paused_at else resolution.due_at


@transaction_required
def settle(*, clocks: Sequence[Clock], pauses: Sequence[ClockPause], at: datetime) -> None:
    """Writes when each is at risk and due, from its promise, its calendar and its pauses. What is not late any more is forgiven."""
    for clock in clocks:
        held = queries.pauses_holding(kind=ClockKind(clock.kind), pauses=pauses, since=clock.started_at)
        standing = next((pause.begin for pause in held if pause.end is None), None)
        _count(clock, pauses, held)
        clock.paused_at = (clock.paused_at or standing) if standing else None
        _forgive(clock, at)
        clock.next_at = None if standing else next_look(clock)
        clock.save(update_fields=["at_risk_at", "due_at", "paused_at", "next_at", "at_risk_told_at", "breached_at"])


def _count(clock: Clock, rows: Sequence[ClockPause], held: Sequence[Pause]) -> None:
    ruler = calendar_of(department_id=clock.department_id, unit=Unit(clock.unit))
    if clock.amount is not None:
        over = [pause for pause in held if pause.end is not None]
        found = moved(ruler=ruler, start=clock.started_at, amount=clock.amount, pauses=held)
        # while it stands still with time left: as it was before
        found = found or moved(ruler=ruler, start=clock.started_at, amount=clock.amount, pauses=over)
    else:
        found = _count_day(clock, rows, held, ruler)
    if found:
        clock.at_risk_at, clock.due_at = found


def _count_day(
    clock: Clock, rows: Sequence[ClockPause], held: Sequence[Pause], ruler: Ruler
) -> tuple[datetime, datetime] | None:
    """A day that was named: as much time as there was until it, without the pauses that moved it already. None where it stays."""
    known = queries.pauses_holding(kind=ClockKind(clock.kind), pauses=_known(clock, rows), since=clock.started_at)
    amount = Promise(ruler, clock.started_at, NOTHING, known).used(at=clock.due_at)
    if not amount or known == tuple(held):
        return None
    found = moved(ruler=ruler, start=clock.started_at, amount=amount, pauses=held)
    return found and (found[0], max(found[1], clock.due_at))  # it may be a day on which nothing counts


def _known(clock: Clock, rows: Sequence[ClockPause]) -> list[ClockPause]:
    """All but the pauses that came since it stands still. Weather begins before anybody writes it down, so their order says it."""
    if clock.paused_at is None:
        return list(rows)
    since = clock.started_at
    held = [row for row in rows if row.end_at is None or row.end_at > since]
    first = max((row.pk for row in held if max(row.begin_at, since) == clock.paused_at), default=0)
    return [row for row in held if row.pk < first]


def _forgive(clock: Clock, at: datetime) -> None:
    """It is not late, or not at risk, any more: if it comes to be so, that is told again.

    A storm is let go on a little after it ended: what was found meanwhile had come.
    """
    if not _has_come(clock.due_at, clock, max(at, clock.breached_at or at)):
        clock.breached_at = None
    if not _has_come(clock.at_risk_at, clock, max(at, clock.at_risk_told_at or at)):
        clock.at_risk_told_at = None


def _has_come(moment: datetime, clock: Clock, at: datetime) -> bool:
    """Before it came to stand still, where it does."""
    return moment <= (clock.paused_at or at)


def next_look(clock: Clock) -> datetime | None:
    """When somebody has to look at it next."""
    if clock.breached_at is not None:
        return None
    return clock.due_at if clock.at_risk_told_at else clock.at_risk_at


def _running(subject: UUID) -> list[Clock]:
    return list(Clock.objects.select_for_update().filter(subject=subject, stopped_at__isnull=True))
