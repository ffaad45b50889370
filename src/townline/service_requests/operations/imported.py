"""Requests that another system's file brings again: what is new in it is taken, what staff changed here is left.

`source_hash` holds one mark for each part of what the file last said. A part whose columns no longer give that mark was
changed here.
"""

from collections import deque
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from django.db import connection
from django.db.models import Q

from townline.core.actor import Actor
from townline.core.transactions import transaction, transaction_required
from townline.events import operations as events
from townline.service_levels import operations as service_levels
from townline.service_levels.operations import PastClock
from townline.service_requests import event_types, workflow
from townline.service_requests.models import Assignment, ServiceRequest
from townline.service_requests.operations.closing.bring import mark_imported
from townline.service_requests.operations.imported_marks import PARTS, fact_of, fingerprint, marks_of, searchable
from townline.service_requests.operations.load import RequestRow
from townline.service_requests.workflow import ENDED, OPEN, State

FOLLOWING = {
    "what": ("service_number", "visibility"),
    "words": ("words",),
    "place": ("block", "ward_id", "words"),
    "progress": ("state_since_at", "promised_at"),
}


@dataclass(frozen=True, slots=True)
class Conflict:
    """A part that the file changed after staff had changed it here."""

    reference: str
    source_id: str
    part: str
    ours: str
    theirs: str


def fingerprints(*, source: str, source_ids: Collection[str]) -> dict[str, str]:
    """What is known already of these, by their id in the other system."""
    sought = (
        "SELECT source_id, source_hash FROM service_requests_servicerequest "
        "WHERE source = %s AND source_id = ANY(%s) AND source_id <> ''"  # as in the index, which is not used otherwise
    )
    with connection.cursor() as cursor:
        cursor.execute(sought, [source, list(source_ids)])
        return dict(cursor.fetchall())


def take_differences(*, source: str, rows: Mapping[str, RequestRow], by: Actor, at: datetime) -> list[Conflict]:
    """Brings the known requests up to the file. Returns what was left because staff had changed it."""
    conflicts: list[Conflict] = []
    with transaction():
        known = ServiceRequest.objects.select_for_update().filter(_still_kept(source, rows)).order_by("id")
        for request in known:
            conflicts += _take(request, rows[request.source_id], by, at)
    return conflicts


def _still_kept(source: str, rows: Mapping[str, RequestRow]) -> Q:
    """A file that comes again brings nothing back that was destroyed here."""
    return Q(source=source, source_id__in=rows, disposed_at__isnull=True)


@transaction_required
def _take(request: ServiceRequest, row: RequestRow, by: Actor, at: datetime) -> list[Conflict]:
    taken, conflicts = _compare(request, row)
    was = request.state
    if "progress" in taken:
        _walk(request, row.state, by, at)
    for column in (column for part in taken for column in (*PARTS[part], *FOLLOWING.get(part, ()))):
        setattr(request, column, getattr(row, column))
    request.source_hash = row.source_hash
    if taken:
        request.words = searchable(
            description=request.description,
            address=request.address,
            place=request.place_description,
            source_id=request.source_id,
        )
        request.version += 1
        request.updated_at = at
    request.save()
    _follow_up(request, taken, was, by, at)
    return conflicts


def foresee_differences(*, source: str, rows: Mapping[str, RequestRow]) -> list[Conflict]:
    """What `take_differences` would return now."""
    known = ServiceRequest.objects.filter(_still_kept(source, rows)).order_by("id")
    return [conflict for request in known for conflict in _compare(request, rows[request.source_id])[1]]


def _compare(request: ServiceRequest, row: RequestRow) -> tuple[list[str], list[Conflict]]:
    """The parts that are new in the file: to be taken, and in conflict."""
    told, theirs, ours = marks_of(request.source_hash), marks_of(row.source_hash), marks_of(fingerprint(request))
    news = [part for part in PARTS if theirs[part] not in {told[part], ours[part]}]
    conflicts = [_conflict(request, row, part) for part in news if ours[part] != told[part]]
    return [part for part in news if ours[part] == told[part]], conflicts


@transaction_required
def _follow_up(request: ServiceRequest, taken: list[str], was: str, by: Actor, at: datetime) -> None:
    if "progress" in taken:
        moment = request.closed_at or at
        service_levels.stop(subject=request.uuid, at=moment)
        if request.due_at and request.state in OPEN:
            late = request.due_at if request.due_at < at else None
            clock = PastClock(request.uuid, request.submitted_at, request.due_at, breached_at=late)
            service_levels.take_over_clock(clock=clock)
        if request.state != was:
            events.record(fact_of(request), subject=request.uuid, by=by, at=min(moment, at))
    if {"owner", "progress"} & set(taken):
        _reassign(request, at)
    if details := [part for part in taken if part != "progress" or request.state == was]:
        fact = event_types.DetailsChanged(", ".join(details))
        events.record(fact, subject=request.uuid, by=by, at=at)


def _reassign(request: ServiceRequest, at: datetime) -> None:
    running = Assignment.objects.filter(request=request, closed_at__isnull=True)
    if request.state == State.ASSIGNED and running.filter(team=request.team).exists():
        return
    running.update(closed_at=request.closed_at or at)
    if request.state == State.ASSIGNED and request.team_id:
        opened_at = request.assigned_at or at
        Assignment.objects.create(request=request, team_id=request.team_id, assignee=None, opened_at=opened_at)


def _walk(request: ServiceRequest, state: str, by: Actor, at: datetime) -> None:
    """Changes of state that the database does not let through in one step are made in several."""
    for step in path(frm=request.state, to=state)[1:]:
        if step in ENDED:
            mark_imported(request=request, by=by, at=at)
        request.state = step
        request.save(update_fields=["state"])


@lru_cache
def path(*, frm: str, to: str) -> list[str]:
    """The shortest way between two states, both included."""
    steps = workflow.pairs() | workflow.resumptions()
    ways = deque([[frm]])
    while ways:
        way = ways.popleft()
        if way[-1] == to:
            return way
        ways.extend([*way, after] for before, after in steps if before == way[-1] and after not in way)
    raise workflow.NotNow


def _conflict(request: ServiceRequest, row: RequestRow, part: str) -> Conflict:
    differing = [column for column in PARTS[part] if getattr(request, column) != getattr(row, column)]
    ours = "; ".join(f"{column}: {getattr(request, column)}" for column in differing)
    theirs = "; ".join(f"{column}: {getattr(row, column)}" for column in differing)
    return Conflict(request.reference, request.source_id, part, ours, theirs)
