"""What the log of events alone says about each request: whose it is, how far it is and when it is due."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any
from uuid import UUID

from django.db import connection

from townline.core.transactions import transaction
from townline.service_levels.values import ClockKind
from townline.service_requests.ageing import Standing
from townline.service_requests.permissions import ENFORCEMENT

AT_ONCE = 20_000
_EVENTS = """
SELECT subject, type, data::text FROM events_event
WHERE subject_type = 'service_request' AND type = ANY(%s) ORDER BY subject, occurred_at, id
"""
Data = Mapping[str, Any]
_FROM_A_FILE = {"owner", "progress", "state"}


@dataclass(slots=True)
class Told:
    """What the log has told about one request so far. `standing` is empty when it is closed."""

    standing: str = ""
    service: str = ""
    team_id: int | None = None
    assignee_id: int | None = None
    is_sealed: bool = False
    due_at: datetime | None = None
    is_known: bool = True  # not, where another system's file said how far it was and not how it came there


def _submitted(told: Told, data: Data) -> None:
    told.service, told.team_id, told.is_sealed = data["service"], data["team_id"], data["visibility"] == ENFORCEMENT
    _runs(told, data)


def _runs(told: Told, data: Data) -> None:
    told.standing, told.due_at = Standing.RUNNING, _moment(data.get("due_at"))


def _assigned(told: Told, data: Data) -> None:
    told.team_id, told.assignee_id = data["team_id"], data["assignee_id"]
    if data.get("waits"):
        return
    if data.get("due_at"):
        told.due_at = _moment(data["due_at"])
    told.standing = Standing.RUNNING


def _sent_back(told: Told, data: Data) -> None:
    """A closing without work that was only proposed never changed the request."""
    if told.standing == Standing.DONE:
        _runs(told, data)


def _asked(told: Told, _data: Data) -> None:
    told.standing, told.due_at = Standing.ASKED, None


def _done(told: Told, _data: Data) -> None:
    told.standing, told.due_at = Standing.DONE, None


def _closed(told: Told, _data: Data) -> None:
    told.standing, told.due_at = "", None


def _held(told: Told, _data: Data) -> None:
    told.due_at = None


def _moved(told: Told, data: Data) -> None:
    """A clock that stands still is counted anew, too, and has no day until it goes on."""
    if data["kind"] == ClockKind.RESOLUTION and told.standing == Standing.RUNNING and told.due_at is not None:
        told.due_at = _moment(data["due_at"])


def _promised(told: Told, data: Data) -> None:
    if told.standing == Standing.RUNNING:
        told.due_at = _moment(data["due_at"])


def _repromised(told: Told, data: Data) -> None:
    """What stands still has no day until it goes on."""
    if told.due_at is not None:
        _promised(told, data)


def _corrected(told: Told, data: Data) -> None:
    """Another team takes it over without a person."""
    if data["team_id"] != told.team_id:
        told.assignee_id = None
    told.service, told.team_id = data["service"], data["team_id"]
    _promised(told, data)


def _imported(told: Told, _data: Data) -> None:
    told.is_known = False


def _details(told: Told, data: Data) -> None:
    """A file that came again says that it changed whose work it is or how far, and not to what."""
    if _FROM_A_FILE & set(data["fields"].split(", ")):
        told.is_known = False


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


EFFECTS: dict[str, Callable[[Told, Data], None]] = {
    "service_request.submitted": _submitted,
    "service_request.customer_asked": _asked,
    "service_request.customer_answered": _runs,
    "service_request.assigned": _assigned,
    "service_request.completed": _done,
    "service_request.sent_back": _sent_back,
    "service_request.confirmed": _closed,
    "service_request.declined": _closed,
    "service_request.merged": _closed,
    "service_request.cancelled": _closed,
    "service_request.reopened": _runs,
    "service_request.disputed": _runs,
    "service_request.held_by_weather": _held,
    "service_request.went_on_after_weather": _promised,
    "service_request.repromised": _repromised,
    "service_request.priority_changed": _promised,
    "service_request.service_corrected": _corrected,
    "service_level.repromised": _moved,
    "service_level.recomputed": _moved,
    "service_request.imported": _imported,
    "service_request.details_changed": _details,
}
"""What each event does to the figures; all others leave them as they are."""


def told_by_log() -> Iterator[tuple[UUID, Told]]:
    """Every request with what its events say about it now. Reads the whole log, in parts."""
    with transaction(), connection.cursor() as plain:
        plain.execute("DECLARE told_by_log NO SCROLL CURSOR FOR " + _EVENTS, [sorted(EFFECTS)])
        for subject, events in groupby(_rows(plain), key=lambda row: row[0]):
            told = Told()
            for _, type_, data in events:
                EFFECTS[type_](told, json.loads(data))
            yield subject, told
        plain.execute("CLOSE told_by_log")


def _rows(cursor: Any) -> Iterator[tuple[UUID, str, str]]:
    while True:
        cursor.execute(f"FETCH {AT_ONCE} FROM told_by_log")
        rows = cursor.fetchall()
        if not rows:
            return
        yield from rows
