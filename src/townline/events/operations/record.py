"""Write one event, and its turn for each handler, in the transaction of the change that it tells of."""

import uuid
from collections.abc import Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any, ClassVar, Protocol
from uuid import UUID

from django.db import connection

from townline.core.actor import Actor
from townline.core.documents import as_json
from townline.core.transactions import transaction_required
from townline.events import wiring


class Fact(Protocol):
    """A frozen dataclass in a room's `event_types.py`: ids and plain values, no personal data."""

    TYPE: ClassVar[str]
    VERSION: ClassVar[int]
    SUBJECT_TYPE: ClassVar[str]
    __dataclass_fields__: ClassVar[dict[str, Any]]


def document_of(fact: Fact, *, subject: UUID, by: Actor, at: datetime) -> dict[str, Any]:
    """The event as the database function `events_record` takes it, for a room whose own function records it."""
    return {
        "uuid": uuid.uuid4(),
        "type": fact.TYPE,
        "version": fact.VERSION,
        "subject_type": fact.SUBJECT_TYPE,
        "subject": subject,
        "actor_kind": by.kind.value,
        "actor_id": by.id,
        "actor_label": by.label,
        "occurred_at": at,
        "data": {field.name: getattr(fact, field.name) for field in fields(fact)},
    }


@transaction_required
def record(fact: Fact, *, subject: UUID, by: Actor, at: datetime) -> UUID:
    """Returns the event's uuid. `at` is when it happened. One statement: commit brings all of it, rollback none."""
    document = document_of(fact, subject=subject, by=by, at=at)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT events_record(%s::jsonb, %s::text[])", [as_json(document), list(wiring.names_for(fact.TYPE))]
        )
    event: UUID = document["uuid"]
    return event


@transaction_required
def record_each(fact: Fact, *, subjects: Sequence[UUID], by: Actor, at: datetime) -> None:
    """The same fact about many subjects, in one statement: what was done to all of them at once."""
    documents = [as_json(document_of(fact, subject=subject, by=by, at=at)) for subject in subjects]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT events_record(document::jsonb, %s::text[]) FROM unnest(%s::text[]) AS document",
            [list(wiring.names_for(fact.TYPE)), documents],
        )
