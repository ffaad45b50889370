"""The board of what is open: from the counts that the database keeps, so that it costs the same in a city of any size.

Only what the hour decides is looked up row by row: what is due today, and what is not late yet.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from django.db import connection
from django.utils import timezone

from townline.accounts.values import Viewer
from townline.service_levels import queries as service_levels
from townline.service_levels.values import ClockKind
from townline.service_requests.ageing import AN_INSTANT, Board, Level, Line, Scope, Standing, What, span_of
from townline.service_requests.queries.ageing.levels import check_may_see, narrow
from townline.service_requests.queries.ageing.shares import RUNNING, not_late
from townline.service_requests.queries.ageing.spans import day_begins
from townline.service_requests.queries.desk import OPEN_STATES, Conditions

IS_SEALED = "(visibility = 'enforcement')"
_CHILD = {
    Level.CITY: "department_id",
    Level.DEPARTMENT: "team_id",
    Level.TEAM: "assignee_id",
    Level.PERSON: "assignee_id",
}
_STANDINGS = {Standing.ASKED: What.ASKED, Standing.PAUSED: What.PAUSED, Standing.DONE: What.APPROVAL}
_COUNTED = """
SELECT {child}, standing, due_date, sum(number)::integer
FROM service_requests_opencount WHERE {where} GROUP BY 1, 2, 3 HAVING sum(number) <> 0
"""
# What is due today and late already: for every other day, the day alone says whether it is late.
_LATE_TODAY = f"""
SELECT {{child}}, count(*)::integer FROM service_requests_servicerequest
WHERE {RUNNING} AND due_at >= %s AND due_at <= %s AND {{where}} GROUP BY 1
"""
_UNTOLD = f"""
SELECT {{child}}, count(*)::integer FROM service_requests_servicerequest
WHERE state IN ({OPEN_STATES}) AND uuid IN ({{late}}) AND {{where}} GROUP BY 1
"""


def board_of(*, scope: Scope, viewer: Viewer, at: datetime) -> Board:
    """Raises NotAllowed; FiguresAreOff for a colleague."""
    check_may_see(scope=scope, viewer=viewer, at=at)
    total, lines = Line(), dict[int | None, Line]()
    for child, what, number in figures(scope=scope, child=_CHILD[scope.level], viewer=viewer, at=at):
        total.add(what, number)
        lines.setdefault(child, Line()).add(what, number)
    return Board(scope, at, total, {child: line for child, line in lines.items() if any(line.counts.values())})


def figures(*, scope: Scope, child: str, viewer: Viewer, at: datetime) -> Iterator[tuple[Any, What, int]]:
    """What there is more or less of, for each value of `child`, a column or an expression over those that say whose it is."""
    today = timezone.localtime(at).date()
    for whose, standing, due, number in _rows(_COUNTED, scope, viewer, child=child, sealed="is_sealed"):
        yield whose, _STANDINGS.get(standing) or span_of(due, today=today), number
    for whose, number in _rows(_LATE_TODAY, scope, viewer, [day_begins(at) + AN_INSTANT, at], child=child):
        yield whose, What.TODAY, -number
        yield whose, What.LATE_5, number
    for _, whose, what in not_late(child=child, where=narrowed(scope, viewer), at=at):
        yield whose, what, 1
    late, values = service_levels.late_subjects(kind=ClockKind.KEEP_INFORMED, at=at).query.sql_with_params()
    for whose, number in _rows(_UNTOLD, scope, viewer, list(values), child=child, late=late):
        yield whose, What.UNTOLD, number


def _rows(
    statement: str,
    scope: Scope,
    viewer: Viewer,
    values: Sequence[Any] = (),
    *,
    sealed: str = IS_SEALED,
    **parts: str,
) -> list[tuple[Any, ...]]:
    where = narrowed(scope, viewer, sealed=sealed)
    with connection.cursor() as cursor:
        cursor.execute(statement.format(where=where.sql or "TRUE", **parts), [*values, *where.values])
        return list(cursor.fetchall())


def narrowed(scope: Scope, viewer: Viewer, *, sealed: str = IS_SEALED) -> Conditions:
    where = Conditions([], [])
    narrow(where, scope, viewer, sealed=sealed)
    return where
