"""When is it due, what is late, and why?"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Greatest

from townline.service_levels.calendars import city_calendar
from townline.service_levels.explaining import Explained, explained_clock
from townline.service_levels.models import Clock, ClockPause
from townline.service_levels.promises import Pause, in_order
from townline.service_levels.values import HOLDS, ClockKind, PauseReason, Promised, Unit


def expected(*, business_days: int, at: datetime) -> datetime:
    """The moment that many business days after `at`."""
    return city_calendar().add(start=at, amount=timedelta(days=business_days))


def deadline(*, quantity: int, unit: Unit, start: datetime) -> datetime:
    """The moment by which so much of the unit has passed on the city's calendar."""
    return city_calendar(unit=unit).add(start=start, amount=unit.amount(quantity))


def business_time(*, start: datetime, end: datetime) -> timedelta:
    """What is left from `start` to `end`, less than nothing if `end` is earlier."""
    return city_calendar().left(now=start, due=end)


def clocks_of(*, subject: UUID) -> list[Clock]:
    """In the order in which they were started, kinds in theirs."""
    order = list(ClockKind)
    clocks = Clock.objects.filter(subject=subject)
    return sorted(clocks, key=lambda clock: (clock.started_at, clock.round, order.index(ClockKind(clock.kind))))


def promises_of(*, subject: UUID) -> list[Promised]:
    """The length that was promised last of each kind: a day that was named after it has none."""
    last = {clock.kind: clock.promised for clock in clocks_of(subject=subject) if clock.promised}
    return list(last.values())


def pauses_of(*, subject: UUID) -> list[ClockPause]:
    return list(ClockPause.objects.filter(subject=subject).order_by("begin_at", "id"))


def pauses_holding(*, kind: ClockKind, pauses: Sequence[ClockPause], since: datetime) -> tuple[Pause, ...]:
    """Those that hold this kind of clock, one after the other."""
    held = [
        Pause(max(pause.begin_at, since), pause.end_at, pause.reason, pause.label)
        for pause in pauses
        if kind in HOLDS[PauseReason(pause.reason)] and (pause.end_at is None or pause.end_at > since)
    ]
    return in_order(held)


def _late(at: datetime) -> Q:
    """With the clocks that the minute job has not come to yet; both halves go by an index. What stands still is late if it was."""
    late = Q(stopped_at__isnull=True, due_at__lte=at) & (Q(paused_at__isnull=True) | Q(due_at__lte=F("paused_at")))
    return late & (Q(at_risk_told_at__isnull=False) | Q(next_at__lte=at))


def late_subjects(
    *, kind: ClockKind, at: datetime, subject_type: str = "service_request"
) -> "QuerySet[Clock, dict[str, Any] | UUID]":
    """The uuids of what is late, for a subquery."""
    return Clock.objects.filter(_late(at), kind=kind, subject_type=subject_type).values_list("subject", flat=True)


def at_risk_subjects(
    *, kind: ClockKind, at: datetime, subject_type: str = "service_request"
) -> "QuerySet[Clock, dict[str, Any] | UUID]":
    """The uuids of what has used three quarters of its time and is not late, for a subquery; by an index, as what is late.

    What stands still is not among them.
    """
    found = Q(stopped_at__isnull=True, paused_at__isnull=True, at_risk_at__lte=at, due_at__gt=at)
    looked_at = Q(at_risk_told_at__isnull=False) | Q(next_at__lte=at)
    return Clock.objects.filter(found & looked_at, kind=kind, subject_type=subject_type).values_list(
        "subject", flat=True
    )


def told_subjects(*, subject_type: str = "service_request") -> "QuerySet[Clock, dict[str, Any] | UUID]":
    """The uuids of what was found to be at risk or late and still runs, of any kind, for a subquery."""
    running = Clock.objects.filter(at_risk_told_at__isnull=False, stopped_at__isnull=True, subject_type=subject_type)
    return running.values_list("subject", flat=True)


def first_told(*, subject: str) -> Subquery:
    """When what was found first of a subject is due; `subject` names the field of the outer query that holds its uuid."""
    told = Clock.objects.filter(subject=OuterRef(subject), at_risk_told_at__isnull=False, stopped_at__isnull=True)
    return Subquery(told.order_by("due_at").values("due_at")[:1])


def last_told(*, subject: str) -> Subquery:
    """When something was found last of a subject that still runs; `subject` as above."""
    told = Clock.objects.filter(subject=OuterRef(subject), at_risk_told_at__isnull=False, stopped_at__isnull=True)
    found = Greatest("at_risk_told_at", "breached_at")  # of PostgreSQL: what is not there does not count
    return Subquery(told.annotate(found=found).order_by("-found").values("found")[:1])


def told_clocks(*, subjects: Sequence[UUID]) -> list[Clock]:
    """Of these subjects: what was found to be at risk or late and still runs, the longest late first."""
    running = Clock.objects.filter(subject__in=subjects, at_risk_told_at__isnull=False, stopped_at__isnull=True)
    return list(running.order_by("due_at"))


def paused_subjects(*, reason: PauseReason) -> "QuerySet[ClockPause, UUID]":
    """The uuids of what stands still now for this reason, for a subquery."""
    return ClockPause.objects.filter(reason=reason, end_at__isnull=True).values_list("subject", flat=True)


def explained(*, subject: UUID, at: datetime) -> list[Explained]:
    """Every clock with its whole arithmetic: the latest round of each kind first, the work before words."""
    pauses = pauses_of(subject=subject)
    clocks = sorted(
        clocks_of(subject=subject), key=lambda clock: (-list(ClockKind).index(ClockKind(clock.kind)), -clock.round)
    )
    latest = {clock.kind: clock.round for clock in reversed(clocks)}
    clocks.sort(key=lambda clock: clock.round != latest[clock.kind])
    return [
        explained_clock(
            clock=clock,
            pauses=pauses_holding(kind=ClockKind(clock.kind), pauses=pauses, since=clock.started_at),
            at=at,
        )
        for clock in clocks
    ]


def running_clocks(*, subject: UUID, kind: ClockKind | None = None) -> list[Clock]:
    """Locked until the transaction ends."""
    running = Clock.objects.select_for_update().filter(subject=subject, stopped_at__isnull=True)
    return list(running.filter(kind=kind) if kind else running)


def due_now(*, subject: UUID, kind: ClockKind) -> datetime | None:
    """By the clock that runs, locked until the transaction ends; None where none runs or it stands still.

    Who hears late that a promise moved asks this: it may have moved again meanwhile.
    """
    clock = next(iter(running_clocks(subject=subject, kind=kind)), None)
    return None if clock is None or clock.paused_at is not None else clock.due_at
