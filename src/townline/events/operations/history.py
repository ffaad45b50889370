"""Write what happened long ago, elsewhere: many events at once, delivered to nobody."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import fields
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db import connection

from townline.core.actor import Actor
from townline.core.copying import blocks, line, random_uuids, text_of
from townline.core.transactions import transaction_required
from townline.events.operations.record import Fact

_COLUMNS = (
    "type, version, subject_type, actor_kind, actor_id, actor_label, data, uuid, subject, occurred_at, recorded_at"
)


class PastEvent(NamedTuple):
    """What `record` takes, kept until it is written with many others."""

    fact: Fact
    subject: UUID | str
    by: Actor
    at: datetime


@transaction_required
def record_history(*, events: Iterable[PastEvent], at: datetime) -> None:
    """`at` is when the log hears of them. No handler does: history mails nobody."""
    with connection.cursor() as cursor, cursor.copy(f"COPY events_event ({_COLUMNS}) FROM STDIN") as copy:
        for block in blocks(_lines(events, at)):
            copy.write(block)


def _lines(events: Iterable[PastEvent], at: datetime) -> Iterator[str]:
    heard = str(at)
    said: dict[int, tuple[Fact, Actor, str]] = {}  # by identity, which the fact kept beside it holds
    for (fact, subject, by, occurred_at), own in zip(events, random_uuids(), strict=False):
        known = said.get(id(fact))
        if known is None or known[1] is not by:
            known = said[id(fact)] = (fact, by, _what_and_who(fact, by))
        yield f"{known[2]}\t{own}\t{subject}\t{text_of(occurred_at)}\t{heard}\n"


def _what_and_who(fact: Fact, by: Actor) -> str:
    data = json.dumps({field.name: getattr(fact, field.name) for field in fields(fact)})
    said = (fact.TYPE, fact.VERSION, fact.SUBJECT_TYPE, by.kind.value, by.id, by.label, data)
    return line(said).rstrip("\n")
