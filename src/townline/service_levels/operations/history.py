"""Clocks of work that began elsewhere: with the promise that was made there."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db import connection
from django.db.models import Max

from townline.core.copying import blocks, line
from townline.core.transactions import transaction_required
from townline.service_levels.calendars import city_calendar
from townline.service_levels.models import Clock
from townline.service_levels.planning import plan_day
from townline.service_levels.values import ClockKind, Ended, PauseReason, Unit

_COLUMNS = (
    "subject, kind, round, subject_type, quantity, unit, started_at, at_risk_at, due_at, next_at, paused_at, stopped_at, "
    "ended_as, at_risk_told_at, breached_at"
)
_PAUSE = "subject, reason, begin_at, end_at, label"


class PastClock(NamedTuple):
    """`breached_at` set means that nobody is to be warned any more. Without a quantity the day was named.

    `waits` are pauses in which the customer was waited for; the last may be open, and `paused_at` is then its begin.
    """

    subject: UUID | str
    started_at: datetime
    due_at: datetime
    quantity: int | None = None
    unit: Unit = Unit.BUSINESS_DAYS
    kind: ClockKind = ClockKind.RESOLUTION
    round: int = 1
    stopped_at: datetime | None = None
    ended_as: Ended = Ended.MET
    breached_at: datetime | None = None
    paused_at: datetime | None = None
    at_risk_at: datetime | None = None
    waits: tuple[tuple[datetime, datetime | None], ...] = ()


@transaction_required
def load_clocks(*, clocks: Iterable[PastClock]) -> None:
    waits: list[tuple[UUID | str, str, datetime, datetime | None, str]] = []
    rows = list(_rows(clocks, waits))  # first of all: the calendar may look into the database
    with connection.cursor() as cursor:
        with cursor.copy(f"COPY service_levels_clock ({_COLUMNS}) FROM STDIN") as copy:
            for block in blocks(map(line, rows)):
                copy.write(block)
        if waits:
            with cursor.copy(f"COPY service_levels_clockpause ({_PAUSE}) FROM STDIN") as copy:
                for wait in waits:
                    copy.write_row(wait)


@transaction_required
def take_over_clock(*, clock: PastClock) -> None:
    """What the other system promises now, as the next round."""
    rounds = Clock.objects.filter(subject=clock.subject, kind=clock.kind)
    last = rounds.aggregate(last=Max("round"))["last"] or 0
    load_clocks(clocks=[clock._replace(round=last + 1)])  # noqa: SLF001 - how a named tuple is changed


def _rows(
    clocks: Iterable[PastClock], waits: list[tuple[UUID | str, str, datetime, datetime | None, str]]
) -> Iterable[tuple[str | int | UUID | datetime | None, ...]]:
    ruler = city_calendar()
    for clock in clocks:
        waits += [(clock.subject, PauseReason.WAITING_FOR_CUSTOMER.value, *wait, "") for wait in clock.waits]
        runs = clock.stopped_at is None
        at_risk_at = clock.at_risk_at
        if at_risk_at is None:
            at_risk_at = clock.due_at
            if runs and clock.breached_at is None:
                day = plan_day(kind=clock.kind, due_at=clock.due_at, at=clock.started_at, ruler=ruler)
                at_risk_at = day.at_risk_at
        next_at = at_risk_at if runs and clock.paused_at is None and clock.breached_at is None else None
        yield (
            clock.subject, clock.kind.value, clock.round, "service_request", clock.quantity, clock.unit.value,
            clock.started_at, at_risk_at, clock.due_at, next_at, clock.paused_at, clock.stopped_at,
            "" if runs else clock.ended_as.value, clock.breached_at, clock.breached_at,
        )  # fmt: skip
