"""Clocks of work that began elsewhere: with the promise that was made there."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from django.db import connection

from townline.core.transactions import transaction_required
from townline.service_levels.values import ClockKind, PauseReason

_COLUMNS = 'subject, kind, business_days, started_at, due_at, pause_reason, stopped_at, breached_at, paused_at, "left"'


class PastClock(NamedTuple):
    """`breached_at` set means that nobody is to be warned any more. Paused work waits for the customer, with `left` to go."""

    subject: UUID | str
    started_at: datetime
    due_at: datetime
    business_days: int = 0
    stopped_at: datetime | None = None
    breached_at: datetime | None = None
    paused_at: datetime | None = None
    left: timedelta | None = None


@transaction_required
def load_clocks(*, clocks: Iterable[PastClock]) -> None:
    with connection.cursor() as cursor, cursor.copy(f"COPY service_levels_clock ({_COLUMNS}) FROM STDIN") as copy:
        for clock in clocks:
            subject, started_at, due_at, business_days, stopped_at, breached_at, paused_at, left = clock
            reason = PauseReason.WAITING_FOR_CUSTOMER.value if paused_at else ""
            told = (subject, ClockKind.RESOLUTION.value, business_days, started_at, due_at, reason)
            copy.write_row((*told, stopped_at, breached_at, paused_at, left))
