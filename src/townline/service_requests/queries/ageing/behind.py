"""The list behind a figure of the board: as many rows as the figure says."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import connection

from townline.accounts.values import Viewer
from townline.core.pagination import Page
from townline.service_levels import queries as service_levels
from townline.service_levels.values import ClockKind
from townline.service_requests.ageing import Scope, What
from townline.service_requests.queries.ageing.levels import RUNNING, check_may_see, narrowed
from townline.service_requests.queries.ageing.shares import with_share
from townline.service_requests.queries.ageing.spans import due_between
from townline.service_requests.queries.desk import (
    COLUMNS,
    OPEN_STATES,
    ROWS,
    Conditions,
    QueueFilters,
    QueueRow,
    cursor_of,
    ranges_after,
    shown,
)

_ORDER = "due_at ASC NULLS LAST, id"
_BY_DUE = QueueFilters()
_STATES = {
    What.ASKED: "state = 'waiting_for_customer'",
    What.PAUSED: f"{RUNNING} AND due_at IS NULL",
    What.APPROVAL: "state = 'completed'",
    What.OPEN: f"state IN ({OPEN_STATES})",
    What.UNTOLD: f"state IN ({OPEN_STATES})",
}


def requests_behind(
    *, scope: Scope, what: What, viewer: Viewer, at: datetime, nobody: bool = False, after: str = "", limit: int = ROWS
) -> Page[QueueRow]:
    """One page of them, the first due first; `nobody`: only those that are not given to a person. Raises as board_of does."""
    check_may_see(scope=scope, viewer=viewer, at=at)
    where = _conditions(scope, what, viewer, at)
    if nobody:
        where.add("assignee_id IS NULL")
    parts, values = [], list[Any]()
    for extra, extra_values in ranges_after(_BY_DUE, after):
        conditions = " AND ".join(filter(None, [where.sql, extra]))
        parts.append(
            f"(SELECT {COLUMNS} FROM service_requests_servicerequest AS request WHERE {conditions} "
            f"ORDER BY {_ORDER} LIMIT {limit + 1})"
        )
        values += [*where.values, *extra_values]
    found = f"SELECT * FROM ({' UNION ALL '.join(parts)}) AS merged ORDER BY {_ORDER} LIMIT {limit + 1}"
    with connection.cursor() as cursor:
        cursor.execute(shown(found, order=_ORDER), values)
        rows = [QueueRow(*row) for row in cursor.fetchall()]
    return Page(rows[:limit], cursor_of(rows[limit - 1], _BY_DUE) if len(rows) > limit else "")


def _conditions(scope: Scope, what: What, viewer: Viewer, at: datetime) -> Conditions:
    where = narrowed(scope, viewer)
    where.add(_STATES.get(what, RUNNING))
    since, until = due_between(what, at=at) or (None, None)
    if since:
        where.add("due_at > %s", since)
    if until:
        where.add("due_at <= %s", until)
    add = _LOOKED_UP.get(what)
    if add:
        add(where, what, scope, viewer, at)
    return where


def _add_untold(where: Conditions, _what: What, _scope: Scope, _viewer: Viewer, at: datetime) -> None:
    late, values = service_levels.late_subjects(kind=ClockKind.KEEP_INFORMED, at=at).query.sql_with_params()
    where.add(f"uuid IN ({late})", *values)


def _add_at_risk(where: Conditions, _what: What, _scope: Scope, _viewer: Viewer, at: datetime) -> None:
    found, values = service_levels.at_risk_subjects(kind=ClockKind.RESOLUTION, at=at).query.sql_with_params()
    where.add(f"due_at > %s AND uuid IN ({found})", at, *values)


def _add_share(where: Conditions, what: What, scope: Scope, viewer: Viewer, at: datetime) -> None:
    found, values = with_share(what=what, scope=scope, viewer=viewer, at=at)
    where.add(f"due_at > %s AND uuid IN ({found})", at, *values)


_LOOKED_UP: dict[What, Callable[[Conditions, What, Scope, Viewer, datetime], None]] = {
    What.UNTOLD: _add_untold,
    What.AT_RISK: _add_at_risk,
    What.HALF: _add_share,
    What.THREE_QUARTERS: _add_share,
}
