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
    for child, what, number in _figures(scope, viewer, at):
        total.add(what, number)
        lines.setdefault(child, Line()).add(what, number)
    return Board(scope, at, total, {child: line for child, line in lines.items() if any(line.counts.values())})


def _figures(scope: Scope, viewer: Viewer, at: datetime) -> Iterator[tuple[int | None, What, int]]:
    today = timezone.localtime(at).date()
    for child, standing, due, number in _rows(_COUNTED, scope, viewer, sealed="is_sealed"):
        yield child, _STANDINGS.get(standing) or span_of(due, today=today), number
    for child, number in _rows(_LATE_TODAY, scope, viewer, [day_begins(at) + AN_INSTANT, at]):
        yield child, What.TODAY, -number
        yield child, What.LATE_5, number
    for _, child, what in not_late(child=_CHILD[scope.level], where=narrowed(scope, viewer), at=at):
        yield child, what, 1
    late, values = service_levels.late_subjects(kind=ClockKind.KEEP_INFORMED, at=at).query.sql_with_params()
    for child, number in _rows(_UNTOLD, scope, viewer, list(values), late=late):
        yield child, What.UNTOLD, number


def _rows(
    statement: str,
    scope: Scope,
    viewer: Viewer,
    values: Sequence[object] = (),
    *,
    sealed: str = IS_SEALED,
    **parts: str,
) -> list[tuple[Any, ...]]:
    where = narrowed(scope, viewer, sealed=sealed)
    with connection.cursor() as cursor:
        cursor.execute(
            statement.format(child=_CHILD[scope.level], where=where.sql or "TRUE", **parts), [*values, *where.values]
        )
        return list(cursor.fetchall())


def narrowed(scope: Scope, viewer: Viewer, *, sealed: str = IS_SEALED) -> Conditions:
    where = Conditions([], [])
    narrow(where, scope, viewer, sealed=sealed)
    return where
