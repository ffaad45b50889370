"""Write many requests at once with their history: for imports and for the sample city. Nobody is told."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db import connection

from townline.core.copying import Value, blocks, line
from townline.core.transactions import transaction, transaction_required
from townline.events import operations as events
from townline.events.operations import PastEvent
from townline.service_levels import operations as service_levels
from townline.service_levels.operations import PastClock
from townline.service_requests.models import ServiceRequest


class RequestRow(NamedTuple):
    """One row of the table, all but its id. The names are those of the columns."""

    reference: str
    uuid: UUID | str
    service_id: int
    service_number: int
    visibility: str
    channel: str
    department_id: int
    state: str
    state_since_at: datetime
    submitted_at: datetime
    updated_at: datetime
    version: int = 1
    description: str = ""
    answers: str = "{}"  # JSON
    priority: int = 2
    words: str = ""
    words_released_at: datetime | None = None
    media_url: str = ""
    customer_id: int | None = None
    language: str = "en"
    preferred: str = "nothing"
    taken_by_id: int | None = None
    address: str = ""
    block: str = ""
    postal_code: str = ""
    place_description: str = ""
    lat: float | None = None
    long: float | None = None
    road_class: str = ""
    ward_id: int | None = None
    team_id: int | None = None
    assignee_id: int | None = None
    route_why: str = ""
    due_at: datetime | None = None
    promised_at: datetime | None = None
    reviewed_at: datetime | None = None
    assigned_at: datetime | None = None
    completed_at: datetime | None = None
    closed_at: datetime | None = None
    outcome: str = ""
    status_notes: str = ""
    merged_into_id: int | None = None
    resume_state: str = ""
    reopened_count: int = 0
    disputed_at: datetime | None = None
    disposed_at: datetime | None = None
    source: str = ""
    source_id: str = ""
    source_status: str = ""
    source_hash: str = ""


class NoteRow(NamedTuple):
    """`id` is one of `note_ids`, so that an event can name the note before it is written."""

    request: UUID | str
    id: int
    text: str
    visibility: str
    written_at: datetime
    author_id: int | None = None
    author_label: str = ""
    from_customer: bool = False
    source_id: str = ""


class AssignmentRow(NamedTuple):
    request: UUID | str
    team_id: int
    assignee_id: int | None
    opened_at: datetime
    closed_at: datetime | None = None


class ClosureRow(NamedTuple):
    """How it was brought to an end. The database adds the rule and whose own work it is."""

    request: UUID | str
    uuid: UUID | str
    ending: str
    state: str
    worked_from_at: datetime
    completed_at: datetime
    team_id: int | None = None
    completed_by_id: int | None = None
    completed_by_label: str = ""
    outcome: str = ""
    reason: str = ""
    level: str = "team"
    next_level_at: datetime | None = None
    decided_at: datetime | None = None
    decided_by_id: int | None = None
    decided_by_label: str = ""
    set_aside_at: datetime | None = None
    rule_note: str = ""
    approval: str = ""
    required: str = "{}"  # arrays, as the database writes them
    photos: str = "{}"
    workers: str = "{}"
    size: str = ""
    measured: str = ""
    told: str = ""
    decision: str = ""
    is_drawn: bool = False
    audited_by_label: str = ""
    verdict: str = ""
    audit_words: str = ""


@dataclass(slots=True)
class Batch:
    """Requests and what belongs to them; ten thousand at a time is a good size.

    `requests` is walked first, while it is written, and may fill the lists on its way.
    """

    requests: Iterable[RequestRow] = ()
    events: list[PastEvent] = field(default_factory=list)
    clocks: list[PastClock] = field(default_factory=list)
    notes: list[NoteRow] = field(default_factory=list)
    assignments: list[AssignmentRow] = field(default_factory=list)
    closures: list[ClosureRow] = field(default_factory=list)


def load(*, batch: Batch, at: datetime) -> None:
    """All of the batch or nothing. Raises IntegrityError, as when a reference was taken in the meantime."""
    with transaction():
        _copy("service_requests_servicerequest", RequestRow._fields, batch.requests)
        ids = _ids(batch)
        _copy("service_requests_note", ("request_id", *NoteRow._fields[1:]), _with_ids(batch.notes, ids))
        _copy(
            "service_requests_assignment", ("request_id", *AssignmentRow._fields[1:]), _with_ids(batch.assignments, ids)
        )
        _copy("service_requests_closure", ("request_id", *ClosureRow._fields[1:]), _with_ids(batch.closures, ids))
        service_levels.load_clocks(clocks=batch.clocks)
        events.record_history(events=batch.events, at=at)


@transaction_required
def _copy(table: str, columns: Sequence[str], rows: Iterable[tuple[Value, ...]]) -> None:
    statement = f"COPY {table} ({', '.join(columns)}) FROM STDIN"
    with connection.wrap_database_errors, connection.cursor() as cursor, cursor.copy(statement) as copy:
        for block in blocks(map(line, rows)):
            copy.write(block)


def _ids(batch: Batch) -> dict[str, int]:
    """The ids that the database gave, of the requests that something hangs on."""
    wanted = {row.request for rows in (batch.notes, batch.assignments, batch.closures) for row in rows}
    found = ServiceRequest.objects.filter(uuid__in=wanted).values_list("uuid", "id") if wanted else ()
    return {str(uuid): id_ for uuid, id_ in found}


def _with_ids(rows: Iterable[tuple[Value, ...]], ids: dict[str, int]) -> Iterable[tuple[Value, ...]]:
    return ((ids[str(row[0])], *row[1:]) for row in rows)  # the first field is the request's uuid
