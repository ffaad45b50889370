"""Write many contacts of long ago at once."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple
from uuid import UUID, uuid4

from django.db import connection

from townline.core.copying import blocks, line
from townline.core.transactions import transaction
from townline.interactions.values import Direction, Purpose

_COLUMNS = "customer_id, channel, subject, language, occurred_at, notice_version_id, uuid, direction, purpose"


class PastContact(NamedTuple):
    """Somebody asked for something; `subject` is the request that came of it."""

    customer_id: int | None
    channel: str
    subject: UUID
    language: str
    occurred_at: datetime
    notice_version_id: int | None = None


def load_contacts(*, contacts: Iterable[PastContact]) -> None:
    rows = ((*contact, uuid4(), Direction.IN.value, Purpose.REQUEST.value) for contact in contacts)
    with (
        transaction(),
        connection.cursor() as cursor,
        cursor.copy(f"COPY interactions_interaction ({_COLUMNS}) FROM STDIN") as copy,
    ):
        for block in blocks(map(line, rows)):
            copy.write(block)
