"""How much of its promise each request has used that is not late yet."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from django.db import connection

from townline.accounts.values import Viewer
from townline.service_levels.calendars import calendar_of
from townline.service_levels.values import ClockKind, Promised, Unit
from townline.service_requests.ageing import Scope, What
from townline.service_requests.queries.ageing.levels import CHILD, RUNNING, narrowed
from townline.service_requests.queries.desk import Conditions

# What is neither late nor at risk, with its clock.
_YOUNG = f"""
FROM (SELECT uuid, due_at, {{child}} AS child FROM service_requests_servicerequest
    WHERE {RUNNING} AND due_at > %s AND {{where}}) AS request
JOIN service_levels_clock AS clock
    ON clock.subject = request.uuid AND clock.kind = 'resolution' AND clock.stopped_at IS NULL AND clock.at_risk_at > %s
"""
_LENGTHS = f"SELECT DISTINCT clock.quantity, clock.unit, clock.department_id {_YOUNG} WHERE clock.quantity IS NOT NULL"
# Of a day that somebody named: half of the time until then.
_IS_HALF = """
CASE WHEN clock.quantity IS NULL THEN %s - clock.started_at <= request.due_at - %s ELSE request.due_at >= length.half END
"""
_OF_LENGTH = f"""{_YOUNG}
LEFT JOIN unnest(%s::integer[], %s::text[], %s::bigint[], %s::timestamptz[]) AS length(quantity, unit, department_id, half)
    ON length.quantity = clock.quantity AND length.unit = clock.unit
    AND length.department_id IS NOT DISTINCT FROM clock.department_id
"""
_COUNTED = f"SELECT request.child, {_IS_HALF}, count(*)::integer {_OF_LENGTH} GROUP BY 1, 2"
_SUBJECTS = f"SELECT request.uuid {_OF_LENGTH} WHERE {_IS_HALF} IS %s"


def shares(*, scope: Scope, viewer: Viewer, at: datetime) -> Iterator[tuple[Any, What, int]]:
    """How many have used up to a half, and how many more than that but not three quarters.

    Up to half is used if at least half is left, and so much is left of what is due behind “now and half the promise, in business
    time”: one sum for each length of promise and calendar, not for each request. Pauses moved the due moment, so they are in it.
    """
    where = narrowed(scope, viewer)
    values = [at, at, at, *where.values, at, *_lengths(where, at)]
    with connection.cursor() as cursor:
        cursor.execute(_filled(_COUNTED, where, CHILD[scope.level]), values)
        rows = cursor.fetchall()
    for whose, is_half, number in rows:
        yield whose, What.HALF if is_half else What.THREE_QUARTERS, number


def with_share(*, what: What, scope: Scope, viewer: Viewer, at: datetime) -> tuple[str, list[Any]]:
    """The uuids of those, as a statement with its values, for a subquery."""
    where = narrowed(scope, viewer)
    values = [at, *where.values, at, *_lengths(where, at), at, at, what is What.HALF]
    return _filled(_SUBJECTS, where, "NULL"), values


def _lengths(where: Conditions, at: datetime) -> Sequence[list[Any]]:
    """Each length of promise that runs, and what is due when half of it is left: four columns."""
    with connection.cursor() as cursor:
        cursor.execute(_filled(_LENGTHS, where, "NULL"), [at, *where.values, at])
        lengths = cursor.fetchall()
    halves = [_half_left(*length, at=at) for length in lengths]
    quantities, units, departments = ([length[column] for length in lengths] for column in range(3))
    return quantities, units, departments, halves


def _half_left(quantity: int, unit: str, department_id: int | None, *, at: datetime) -> datetime:
    amount = Promised(ClockKind.RESOLUTION, quantity, Unit(unit)).amount
    return calendar_of(department_id=department_id, unit=Unit(unit)).add(start=at, amount=amount / 2)


def _filled(statement: str, where: Conditions, child: str) -> str:
    return statement.format(child=child, where=where.sql or "TRUE")
