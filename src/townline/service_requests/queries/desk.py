"""The work queues: one statement a page, only the columns that a row shows, found by the last row seen."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection

from townline.accounts.permissions import Capability
from townline.accounts.values import Viewer
from townline.core.pagination import Page
from townline.core.words import plain
from townline.service_requests.permissions import ENFORCEMENT
from townline.service_requests.workflow import OPEN

ROWS = 50
MOST_COUNTED = 1000
# Written out and sorted as in the partial indexes, so that the planner knows them again.
OPEN_STATES = ", ".join(f"'{state}'" for state in sorted(OPEN))


class Tab(StrEnum):
    MINE = "mine"
    TEAM = "team"
    APPROVAL = "approval"
    ALL = "all"


class Order(StrEnum):
    DUE = "due"
    NEWEST = "newest"  # the last to come in


@dataclass(frozen=True, slots=True)
class QueueFilters:
    """What stands in the address of a queue. Ids are of the service, ward, team, person."""

    tab: Tab = Tab.TEAM
    service: int | None = None
    ward: int | None = None
    state: str = ""
    channel: str = ""
    assignee: int | None = None
    nobody: bool = False  # not yet given to a person
    late: bool = False
    team: int | None = None
    text: str = ""
    order: Order = Order.DUE


class QueueRow(NamedTuple):
    id: int
    uuid: UUID
    reference: str
    state: str
    service_id: int
    service_en: str
    service_fr: str
    address: str
    place_description: str
    due_at: datetime | None
    state_since_at: datetime
    submitted_at: datetime
    channel: str
    priority: int
    visibility: str
    ward_id: int | None
    team_id: int | None
    team_en: str | None
    team_fr: str | None
    assignee_id: int | None
    assignee_name: str | None


_SHOWN = """
SELECT found.id, found.uuid, found.reference, found.state, found.service_id, service.name_en, service.name_fr,
       found.address, found.place_description, found.due_at, found.state_since_at, found.submitted_at, found.channel,
       found.priority, found.visibility, found.ward_id, found.team_id, team.name_en, team.name_fr,
       found.assignee_id, person.name
FROM ({found}) AS found
JOIN catalog_service AS service ON service.id = found.service_id
LEFT JOIN accounts_team AS team ON team.id = found.team_id
LEFT JOIN accounts_user AS person ON person.id = found.assignee_id
ORDER BY {order}
"""
COLUMNS = (
    "id, uuid, reference, state, service_id, address, place_description, due_at, state_since_at, submitted_at, channel, "
    "priority, visibility, ward_id, team_id, assignee_id"
)
_ORDERS = {
    Order.DUE: "due_at ASC NULLS LAST, id",
    Order.NEWEST: "id DESC",
}
_APPROVAL_ORDER = "state_since_at, id"


@dataclass(slots=True)
class Conditions:
    texts: list[str]
    values: list[Any]

    def add(self, text: str, *values: object) -> None:
        self.texts.append(text)
        self.values.extend(values)

    @property
    def sql(self) -> str:
        return " AND ".join(self.texts)


def shown(found: str, *, order: str) -> str:
    """The statement that adds names to the found rows."""
    return _SHOWN.format(found=found, order=", ".join(f"found.{part}" for part in order.split(", ")))


def may_see_all(viewer: Viewer) -> bool:
    return viewer.can(Capability.SEE_ALL_REQUESTS)


def work_queue(
    *, viewer: Viewer, filters: QueueFilters, at: datetime, after: str = "", limit: int = ROWS
) -> Page[QueueRow]:
    """One page of a queue, trimmed to what the viewer may see. `after` is the cursor of the page before."""
    branch, owners = _branch(viewer, filters)
    conditions = _conditions(viewer, filters, at)
    order = _APPROVAL_ORDER if filters.tab is Tab.APPROVAL else _ORDERS[filters.order]
    parts, values = [], []
    for extra, extra_values in ranges_after(filters, after):
        where = " AND ".join(filter(None, [branch, conditions.sql, extra]))
        select = f"SELECT {COLUMNS} FROM service_requests_servicerequest AS request WHERE {where} ORDER BY {order} LIMIT {limit + 1}"
        if branch:
            # Each owner has an own ordered index: take the first rows of each, and merge.
            select = f"SELECT picked.* FROM unnest(%s::bigint[]) AS owner(id) CROSS JOIN LATERAL ({select}) AS picked"
            values.append(owners)
        parts.append(f"({select})")
        values += [*conditions.values, *extra_values]
    found = f"SELECT * FROM ({' UNION ALL '.join(parts)}) AS merged ORDER BY {order} LIMIT {limit + 1}"
    with connection.cursor() as cursor:
        cursor.execute(shown(found, order=order), values)
        rows = [QueueRow(*row) for row in cursor.fetchall()]
    cursor_after = cursor_of(rows[limit - 1], filters) if len(rows) > limit else ""
    return Page(rows[:limit], cursor_after)


def _branch(viewer: Viewer, filters: QueueFilters) -> tuple[str, list[int]]:
    if filters.tab is Tab.MINE:
        return "request.assignee_id = owner.id", sorted(viewer.users)
    if filters.tab is Tab.TEAM:
        teams = {filters.team} & viewer.teams if filters.team else viewer.teams
        return "request.team_id = owner.id", sorted(teams)
    return "", []


def _conditions(viewer: Viewer, filters: QueueFilters, at: datetime) -> Conditions:
    where = Conditions([], [])
    if filters.tab is Tab.APPROVAL:
        where.add("request.state = 'completed'")
        where.add(
            "(request.department_id = ANY(%s) OR request.team_id = ANY(%s))",
            list(viewer.departments),
            list(viewer.teams),
        )
    else:
        where.add(f"request.state IN ({OPEN_STATES})")
        if filters.state:
            where.add("request.state = %s", filters.state)
    if filters.tab is Tab.ALL:
        trim(where, viewer)
    for column in ("service", "ward", "assignee"):
        if value := getattr(filters, column):
            where.add(f"request.{column}_id = %s", value)
    if filters.team and filters.tab is not Tab.TEAM:
        where.add("request.team_id = %s", filters.team)
    if filters.nobody:
        where.add("request.assignee_id IS NULL")
    if filters.channel:
        where.add("request.channel = %s", filters.channel)
    if filters.late:
        where.add("request.due_at < %s", at)
    if filters.text.strip():
        where.add(
            "to_tsvector('simple'::regconfig, COALESCE(request.words, '')) @@ plainto_tsquery('simple', %s)",
            plain(filters.text),
        )
    return where


def trim(where: Conditions, viewer: Viewer) -> None:
    """The same rule as permissions.may_see, for a statement by hand; a test holds them together."""
    theirs = "request.team_id = ANY(%s) OR request.department_id = ANY(%s) OR request.assignee_id = ANY(%s)"
    values = [list(viewer.teams), list(viewer.departments), list(viewer.users)]
    if not may_see_all(viewer):
        where.add(f"({theirs})", *values)
    elif not viewer.can(Capability.SEE_ENFORCEMENT):
        where.add(
            f"(request.visibility <> '{ENFORCEMENT}' OR {theirs} OR request.taken_by_id = %s)", *values, viewer.user_id
        )


# -- the place in the list ------------------------------------------------------------------------
def _key(filters: QueueFilters) -> str:
    return "state_since_at" if filters.tab is Tab.APPROVAL else "due_at"


def cursor_of(row: QueueRow, filters: QueueFilters) -> str:
    moment = getattr(row, _key(filters))
    text = json.dumps([moment.isoformat() if moment else None, row.id], separators=(",", ":"))
    return urlsafe_b64encode(text.encode()).decode().rstrip("=")


def ranges_after(filters: QueueFilters, after: str) -> list[tuple[str, list[Any]]]:
    """Conditions that start behind the cursor: one or two ranges, each of which an index can walk."""
    try:
        moment, row_id = json.loads(urlsafe_b64decode(after + "=" * (-len(after) % 4))) if after else (None, None)
        if row_id is None:
            return [("", [])]
        row_id, moment = int(row_id), datetime.fromisoformat(moment) if moment else None
    except (ValueError, TypeError, OverflowError, RecursionError):
        return [("", [])]  # a cursor that was cut off starts at the top
    if filters.tab is Tab.APPROVAL:
        return [("(request.state_since_at, request.id) > (%s, %s)", [moment, row_id])]
    if filters.order is Order.NEWEST:
        return [("request.id < %s", [row_id])]
    if moment is None:
        return [("request.due_at IS NULL AND request.id > %s", [row_id])]
    return [("(request.due_at, request.id) > (%s, %s)", [moment, row_id]), ("request.due_at IS NULL", [])]


# -- counts ---------------------------------------------------------------------------------------
def queue_counts(*, viewer: Viewer, tabs: tuple[Tab, ...], at: datetime) -> dict[Tab, int]:
    """How many there are in each queue, counted up to one more than MOST_COUNTED; one statement."""
    selects, values = [], []
    for tab in tabs:
        filters = replace(QueueFilters(), tab=tab)
        conditions = _conditions(viewer, filters, at)
        branch, owners = _branch(viewer, filters)
        where = conditions.sql
        if branch:
            where = f"{branch.replace('owner.id', 'ANY(%s)')} AND {where}"
            values.append(owners)
        values += conditions.values
        selects.append(
            f"(SELECT count(*) FROM (SELECT 1 FROM service_requests_servicerequest AS request WHERE {where} "
            f"LIMIT {MOST_COUNTED + 1}) AS counted)"
        )
    if not selects:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(selects)}", values)
        row = cursor.fetchone() or ()
    return dict(zip(tabs, row, strict=True))
