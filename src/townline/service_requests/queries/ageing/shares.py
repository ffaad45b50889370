"""How much of its promise each request has used that is not late yet."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from townline.service_levels.calendars import calendar_of
from townline.service_levels.values import ClockKind, Promised, Unit
from townline.service_requests.ageing import What
from townline.service_requests.queries.desk import OPEN_STATES, Conditions

RUNNING = f"state IN ({OPEN_STATES}) AND state <> 'waiting_for_customer'"
_NOT_LATE = f"""
SELECT request.uuid, request.child, request.due_at, clock.started_at, clock.at_risk_at, clock.quantity, clock.unit,
    clock.department_id
FROM (SELECT uuid, due_at, {{child}} AS child FROM service_requests_servicerequest
    WHERE {RUNNING} AND due_at > %s AND {{where}}) AS request
JOIN service_levels_clock AS clock
    ON clock.subject = request.uuid AND clock.kind = 'resolution' AND clock.stopped_at IS NULL
"""


def not_late(*, child: str, where: Conditions, at: datetime) -> Iterator[tuple[UUID, Any, What]]:
    """Each request with a date to come: its department, team or person (`child`), and how much is used.

    Less than half is used if more than half is left, and half is left until that much business time from now: one sum for each
    length of promise, not for each request.
    """
    half_left: dict[tuple[int, str, int | None], datetime] = {}
    with connection.cursor() as cursor:
        cursor.execute(_NOT_LATE.format(child=child, where=where.sql or "TRUE"), [at, *where.values])
        rows = cursor.fetchall()
    for uuid, number, due_at, started_at, at_risk_at, quantity, unit, department_id in rows:
        if at_risk_at <= at:
            yield uuid, number, What.AT_RISK
            continue
        if quantity is None:  # a day that somebody named: half of the time until then
            is_young = at - started_at < due_at - at
        else:
            key = (quantity, unit, department_id)
            if key not in half_left:
                half_left[key] = _half_left(*key, at=at)
            is_young = due_at > half_left[key]
        yield uuid, number, What.HALF if is_young else What.THREE_QUARTERS


def _half_left(quantity: int, unit: str, department_id: int | None, *, at: datetime) -> datetime:
    """What is due then has used half of its promise now."""
    amount = Promised(ClockKind.RESOLUTION, quantity, Unit(unit)).amount
    return calendar_of(department_id=department_id, unit=Unit(unit)).add(start=at, amount=amount / 2)
