"""Write what happened long ago, elsewhere: many events at once, delivered to nobody."""

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple
from uuid import UUID, uuid4

from django.db import connection

from townline.core.actor import Actor
from townline.core.transactions import transaction_required
from townline.events.operations.record import Fact

_COLUMNS = (
    "uuid, type, version, subject_type, subject, actor_kind, actor_id, actor_label, occurred_at, recorded_at, data"
)


class PastEvent(NamedTuple):
    """What `record` takes, kept until it is written with many others."""

    fact: Fact
    subject: UUID
    by: Actor
    at: datetime


@transaction_required
def record_history(*, events: Iterable[PastEvent], at: datetime) -> None:
    """`at` is when the log hears of them. No handler does: history mails nobody."""
    with connection.cursor() as cursor, cursor.copy(f"COPY events_event ({_COLUMNS}) FROM STDIN") as copy:
        for row in _rows(events, at):
            copy.write_row(row)


def _rows(events: Iterable[PastEvent], at: datetime) -> Iterator[tuple[object, ...]]:
    for fact, subject, by, occurred_at in events:
        yield (
            uuid4(),
            fact.TYPE,
            fact.VERSION,
            fact.SUBJECT_TYPE,
            subject,
            by.kind.value,
            by.id,
            by.label,
            occurred_at,
            at,
            _data_of(fact),
        )


@lru_cache(maxsize=10_000)
def _data_of(fact: Fact) -> str:
    """Frozen facts say the same again and again: a closing is one of a dozen."""
    return json.dumps({name: getattr(fact, name) for name in fact.__dataclass_fields__})
