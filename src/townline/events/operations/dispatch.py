"""Take pending deliveries in order and run their handlers.

A batch runs in one transaction. If a handler fails, the batch is undone, the one that failed is put back for later, and the
others run again: a fault costs only its own delivery.
"""

import json
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection

from townline.core.actor import Actor, ActorKind
from townline.core.transactions import savepoint, transaction, transaction_required
from townline.events import wiring
from townline.events.models import Delivery, DeliveryState
from townline.events.operations.announce import announce
from townline.events.values import RecordedEvent

logger = logging.getLogger(__name__)
WAITS = (10, 60, 300, 1_800, 7_200, 21_600)  # seconds before the next try
BATCH = 50

# A delivery waits while an earlier one of the same subject and handler is pending, so a subject's story stays in order.
# The advisory lock keeps two dispatchers off the same subject; SKIP LOCKED keeps them off the same row.
_TAKE = """
SELECT delivery.id, delivery.handler, event.uuid, event.type, event.subject_type, event.subject, event.actor_kind,
       event.actor_id, event.actor_label, event.occurred_at, event.recorded_at, event.data::text
FROM events_delivery AS delivery
LEFT JOIN events_event AS event ON event.uuid = delivery.event_uuid AND event.recorded_at = delivery.event_recorded_at
WHERE delivery.state = 'pending' AND delivery.due_at <= %s
  AND NOT EXISTS (
    SELECT 1 FROM events_delivery AS earlier
    WHERE earlier.state = 'pending' AND earlier.subject = delivery.subject
      AND earlier.handler = delivery.handler AND earlier.id < delivery.id)
  AND pg_try_advisory_xact_lock(hashtextextended(delivery.subject::text, 0))
ORDER BY delivery.id
LIMIT %s
FOR UPDATE OF delivery SKIP LOCKED
"""


@dataclass(frozen=True, slots=True)
class _Turn:
    delivery_id: int
    handler: str
    event: RecordedEvent


def dispatch_pending(*, at: datetime, limit: int = 100) -> int:
    """Runs up to `limit` deliveries that are due; returns how many it ran."""
    done = 0
    while done < limit:
        size = min(BATCH, limit - done)
        ran = _dispatch_batch(at=at, size=size)
        done += ran
        if ran == 0:
            break
    return done


def _dispatch_batch(*, at: datetime, size: int) -> int:
    turn = None
    try:
        with transaction(), savepoint():
            turns = _take(at=at, size=size)
            for turn in turns:
                _run(turn)
            _finish(turns)
    except Exception as error:
        if turn is None:
            raise
        logger.exception("Delivery %s to %s failed", turn.delivery_id, turn.handler)
        with transaction():
            _put_back(turn, error=error, at=at)
        return 1
    return len(turns)


@transaction_required
def _take(*, at: datetime, size: int) -> list[_Turn]:
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, [at, size])
        rows = cursor.fetchall()
    return [_Turn(row[0], row[1], _event(row[2:])) for row in rows]


def _event(columns: Sequence[object]) -> RecordedEvent:
    uuid, type_, subject_type, subject, kind, actor_id, label, occurred_at, recorded_at, data = columns
    actor = Actor(ActorKind(kind), actor_id, label)  # type: ignore[arg-type]  # columns by name
    return RecordedEvent(uuid, type_, subject_type, subject, actor, occurred_at, recorded_at, json.loads(data))  # type: ignore[arg-type]


def _run(turn: _Turn) -> None:
    handler = wiring.handler_named(turn.handler)
    if handler is None:
        message = f"Nothing is called {turn.handler} any more."
        raise LookupError(message)
    handler(event=turn.event)


@transaction_required
def _finish(turns: Sequence[_Turn]) -> None:
    Delivery.objects.filter(pk__in=[turn.delivery_id for turn in turns]).update(state=DeliveryState.DONE)
    announce([turn.event for turn in turns])


def _put_back(turn: _Turn, *, error: Exception, at: datetime) -> None:
    delivery = Delivery.objects.get(pk=turn.delivery_id)
    delivery.attempts += 1
    delivery.error = f"{type(error).__name__}: {error}"[:2000]
    if delivery.attempts > len(WAITS):
        delivery.state = DeliveryState.FAILED
    else:
        delivery.due_at = at + timedelta(seconds=WAITS[delivery.attempts - 1])
    delivery.save(update_fields=["attempts", "error", "state", "due_at"])
