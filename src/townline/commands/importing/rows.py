"""Records as rows of our tables, with the events and clocks that tell their history."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import repeat

from townline.commands.importing.mapping import RequestMapping
from townline.commands.importing.organisation import Organisation
from townline.commands.importing.record import CLOSED_STATES, RequestRecord
from townline.core.actor import Actor
from townline.core.copying import random_uuids
from townline.customers import queries as customers
from townline.events.operations import PastEvent
from townline.places import queries as places
from townline.places.values import block_of
from townline.routing import queries as routing
from townline.service_levels.operations import PastClock
from townline.service_requests import event_types
from townline.service_requests import operations as service_requests
from townline.service_requests.operations import AssignmentRow, Batch, RequestRow

NOBODY_TO_TELL = "nothing"


class RowMaker:
    """What is the same for every row of a file is kept here."""

    def __init__(self, *, mapping: RequestMapping, organisation: Organisation, by: Actor, at: datetime) -> None:
        self._mapping, self._organisation, self._by, self._at = mapping, organisation, by, at
        self._released_at = at if mapping.words_are_public else None
        self._facts: dict[tuple[object, ...], event_types.Submitted] = {}
        self._why = routing.imported_from(mapping.title or mapping.source)

    def rows(self, records: Sequence[RequestRecord], references: Sequence[str] = ()) -> Iterator[RequestRow]:
        """The rows, made one by one; without references as long as it is not known that they are new."""
        wards = self._wards(records)
        people = customers.imported_ids(
            source=self._mapping.source, source_ids={r.customer for r in records if r.customer}
        )
        each = zip(records, wards, references or repeat("", len(records)), random_uuids(), strict=False)
        return (self._row(record, ward, people, reference, uuid) for record, ward, reference, uuid in each)

    def add_history(self, batch: Batch, row: RequestRow) -> None:
        """What belongs to a new row beside itself."""
        batch.events.extend(self._events(row))
        if row.promised_at:
            batch.clocks.append(self._clock(row, row.promised_at))
        if row.state == "assigned" and row.team_id:
            batch.assignments.append(AssignmentRow(row.uuid, row.team_id, None, row.assigned_at or row.submitted_at))

    def _row(
        self, record: RequestRecord, ward: int | None, people: dict[str, int], reference: str, uuid: str
    ) -> RequestRow:
        service = self._organisation.service(record.service)
        owner = self._organisation.owner(record)
        is_closed = record.state in CLOSED_STATES
        since = record.closed_at or record.assigned_at or record.reviewed_at or record.submitted_at
        row = RequestRow(
            uuid=uuid,
            reference=reference,
            service_id=service.id,
            service_number=service.number,
            visibility=service.visibility,
            channel=record.channel,
            department_id=owner.department_id,
            state=record.state,
            state_since_at=since,
            submitted_at=record.submitted_at,
            updated_at=since,
            description=record.description,
            priority=service.priority,
            words=service_requests.searchable(
                description=record.description, address=record.address, place=record.place, source_id=record.source_id
            ),
            words_released_at=self._released_at,
            customer_id=people.get(record.customer),
            language=self._mapping.language,
            preferred=NOBODY_TO_TELL,
            address=record.address,
            block=block_of(record.address) if record.address else "",
            postal_code=record.postal_code,
            place_description=record.place,
            lat=record.lat,
            long=record.lon,
            ward_id=ward,
            team_id=owner.team_id,
            route_why=self._why,
            due_at=None if is_closed or record.state == "completed" else record.due_at,
            promised_at=record.due_at,
            reviewed_at=record.reviewed_at,
            assigned_at=record.assigned_at,
            completed_at=record.closed_at if record.state in {"confirmed", "completed"} else None,
            closed_at=record.closed_at if is_closed else None,
            outcome=record.outcome,
            status_notes=record.resolution,
            source=self._mapping.source,
            source_id=record.source_id,
            source_status=record.status_word,
        )
        return RequestRow(*row[:-1], service_requests.fingerprint(row))  # its last field, the mark of all the others

    def _wards(self, records: Sequence[RequestRecord]) -> list[int | None]:
        found: list[int | None] = [None] * len(records)
        if not places.has_areas():
            return found
        placed = [number for number, record in enumerate(records) if record.lat is not None]
        points = [(records[n].lat or 0.0, records[n].lon or 0.0, records[n].submitted_at.date()) for n in placed]
        for number, ward in zip(placed, places.wards_of(points=points), strict=True):
            found[number] = ward
        return found

    def _events(self, row: RequestRow) -> list[PastEvent]:
        subject, by = row.uuid, self._by
        submitted = self._submitted(row)
        past = [PastEvent(submitted, subject, by, row.submitted_at)]
        if row.reviewed_at:
            past.append(PastEvent(event_types.Accepted(), subject, by, row.reviewed_at))
        if row.assigned_at and row.team_id:
            past.append(PastEvent(event_types.Assigned(row.team_id, None), subject, by, row.assigned_at))
        if ended_at := row.closed_at or row.completed_at:
            past.append(PastEvent(service_requests.fact_of(row), subject, by, ended_at))
        if len(past) == 1 and row.state != "submitted":
            # The row says how far it is and not since when.
            past.append(PastEvent(event_types.Imported(row.source, row.source_id), subject, by, self._at))
        return past

    def _submitted(self, row: RequestRow) -> event_types.Submitted:
        """Where rows promise nothing, few of these facts differ."""
        key = (row.service_id, row.channel, row.team_id, row.promised_at)
        fact = self._facts.get(key)
        if fact is None:
            code = self._organisation.code_of(row.service_id)
            due = row.promised_at.isoformat() if row.promised_at else None
            fact = event_types.Submitted(code, row.channel, row.visibility, row.team_id, due)
            if row.promised_at is None:
                self._facts[key] = fact
        return fact

    def _clock(self, row: RequestRow, due_at: datetime) -> PastClock:
        """A closed row's clock stopped when it closed, an open one runs; nobody is warned of what was late before."""
        stopped_at = row.closed_at or row.completed_at
        if row.state in CLOSED_STATES and stopped_at is None:
            stopped_at = due_at
        was_late = due_at < (stopped_at or self._at)
        return PastClock(
            row.uuid, row.submitted_at, due_at, stopped_at=stopped_at, breached_at=due_at if was_late else None
        )
