"""The board of what is open: from the counts that the database keeps, so that it costs the same in a city of any size.

Only what the hour decides is looked up by an index: what is due today and late already, at risk, not told.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from django.db import connection
from django.utils import timezone

from townline.accounts.values import Viewer
from townline.core.promised import AN_INSTANT
from townline.service_levels import queries as service_levels
from townline.service_levels.values import ClockKind
from townline.service_requests.ageing import LATE_SPANS, Board, Line, Scope, Standing, What, span_of
from townline.service_requests.queries.ageing.levels import CHILD, IS_SEALED, RUNNING, check_may_see, narrowed
from townline.service_requests.queries.ageing.shares import shares
from townline.service_requests.queries.ageing.spans import day_begins
from townline.service_requests.queries.desk import OPEN_STATES

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
# An array, so that PostgreSQL starts from the few clocks and not from every open request.
_UNTOLD = f"""
SELECT {{child}}, count(*)::integer FROM service_requests_servicerequest
WHERE state IN ({OPEN_STATES}) AND uuid = ANY(ARRAY({{subjects}})) AND {{where}} GROUP BY 1
"""
_AT_RISK = f"""
SELECT {{child}}, count(*)::integer FROM service_requests_servicerequest
WHERE {RUNNING} AND due_at > %s AND uuid = ANY(ARRAY({{subjects}})) AND {{where}} GROUP BY 1
"""
Figures = Iterator[tuple[Any, What, int]]


def board_of(*, scope: Scope, viewer: Viewer, at: datetime) -> Board:
    """Open requests by their day. Raises NotAllowed; FiguresAreOff for a colleague."""
    check_may_see(scope=scope, viewer=viewer, at=at)
    child = CHILD[scope.level]
    found = [
        *by_day(scope=scope, child=child, viewer=viewer, at=at),
        *_at_risk(scope, viewer, at),
        *_untold(scope, viewer, at),
    ]
    return _board(scope, found, at)


def shares_of(*, scope: Scope, viewer: Viewer, at: datetime) -> Board:
    """The same by how much of the promise is used; only for what has a date. Raises as board_of does."""
    check_may_see(scope=scope, viewer=viewer, at=at)
    counted = by_day(scope=scope, child=CHILD[scope.level], viewer=viewer, at=at)
    late = [(whose, what, number) for whose, what, number in counted if what in LATE_SPANS]
    young = shares(scope=scope, viewer=viewer, at=at)
    return _board(scope, [*late, *_at_risk(scope, viewer, at), *young], at)


def by_day(*, scope: Scope, child: str, viewer: Viewer, at: datetime) -> Figures:
    """What there is more or less of, for each value of `child`, a column or an expression over those that say whose it is."""
    today = timezone.localtime(at).date()
    for whose, standing, due, number in _rows(_COUNTED, scope, viewer, child=child, sealed="is_sealed"):
        yield whose, _STANDINGS.get(standing) or span_of(due, today=today), number
    for whose, number in _rows(_LATE_TODAY, scope, viewer, [day_begins(at) + AN_INSTANT, at], child=child):
        yield whose, What.TODAY, -number
        yield whose, What.LATE_5, number


def _at_risk(scope: Scope, viewer: Viewer, at: datetime) -> Figures:
    found = service_levels.at_risk_subjects(kind=ClockKind.RESOLUTION, at=at)
    subjects, values = found.query.sql_with_params()
    child = CHILD[scope.level]
    for whose, number in _rows(_AT_RISK, scope, viewer, [at, *values], child=child, subjects=subjects):
        yield whose, What.AT_RISK, number


def _untold(scope: Scope, viewer: Viewer, at: datetime) -> Figures:
    late = service_levels.late_subjects(kind=ClockKind.KEEP_INFORMED, at=at)
    subjects, values = late.query.sql_with_params()
    for whose, number in _rows(_UNTOLD, scope, viewer, values, child=CHILD[scope.level], subjects=subjects):
        yield whose, What.UNTOLD, number


def _board(scope: Scope, found: Iterable[tuple[Any, What, int]], at: datetime) -> Board:
    total, lines = Line(), dict[int | None, Line]()
    for whose, what, number in found:
        total.add(what, number)
        lines.setdefault(whose, Line()).add(what, number)
    return Board(scope, at, total, {whose: line for whose, line in lines.items() if any(line.counts.values())})


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
