"""Write one event, and its turn for each handler, in the transaction of the change that it tells of."""

import json
import uuid
from dataclasses import asdict
from datetime import datetime
from typing import Any, ClassVar, Protocol
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection

from townline.core.actor import Actor
from townline.core.transactions import transaction_required
from townline.events import wiring


class Fact(Protocol):
    """A frozen dataclass in a room's `event_types.py`: ids and plain values, no personal data."""

    TYPE: ClassVar[str]
    VERSION: ClassVar[int]
    SUBJECT_TYPE: ClassVar[str]
    __dataclass_fields__: ClassVar[dict[str, Any]]


_INSERT = """
WITH event AS (
    INSERT INTO events_event (uuid, type, version, subject_type, subject, actor_kind, actor_id, actor_label,
                              occurred_at, recorded_at, data)
    VALUES (%(uuid)s, %(type)s, %(version)s, %(subject_type)s, %(subject)s, %(kind)s, %(actor)s, %(label)s,
            %(at)s, clock_timestamp(), %(data)s::jsonb)
    RETURNING uuid, recorded_at, subject
)
INSERT INTO events_delivery (event_uuid, event_recorded_at, subject, handler, state, attempts, due_at, error)
SELECT uuid, recorded_at, subject, handler, 'pending', 0, recorded_at, ''
FROM event CROSS JOIN unnest(%(handlers)s::text[]) AS handler
"""


@transaction_required
def record(fact: Fact, *, subject: UUID, by: Actor, at: datetime) -> UUID:
    """Returns the event's uuid. `at` is when it happened. One statement: commit brings all of it, rollback none."""
    event = uuid.uuid4()
    parameters = {
        "uuid": event,
        "type": fact.TYPE,
        "version": fact.VERSION,
        "subject_type": fact.SUBJECT_TYPE,
        "subject": subject,
        "kind": by.kind.value,
        "actor": by.id,
        "label": by.label,
        "at": at,
        "data": json.dumps(asdict(fact), cls=DjangoJSONEncoder),  # type: ignore[call-overload]  # a dataclass by protocol
        "handlers": list(wiring.names_for(fact.TYPE)),
    }
    with connection.cursor() as cursor:
        cursor.execute(_INSERT, parameters)
    return event
