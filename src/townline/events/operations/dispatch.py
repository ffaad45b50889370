"""Take pending deliveries in order and run their handlers, each in a transaction of its own."""

import logging
from datetime import datetime, timedelta

from django.db import connection

from townline.core.actor import Actor, ActorKind
from townline.core.transactions import savepoint, transaction
from townline.events import wiring
from townline.events.models import Delivery, DeliveryState, Event
from townline.events.values import RecordedEvent

logger = logging.getLogger(__name__)
WAITS = (10, 60, 300, 1_800, 7_200, 21_600)  # seconds before the next try

# A delivery waits while an earlier one of the same subject and handler is pending, so a subject's story stays in order.
# The advisory lock keeps two dispatchers off the same subject; SKIP LOCKED keeps them off the same row.
_TAKE = """
SELECT delivery.id FROM events_delivery AS delivery
WHERE delivery.state = 'pending' AND delivery.due_at <= %s
  AND NOT EXISTS (
    SELECT 1 FROM events_delivery AS earlier
    WHERE earlier.state = 'pending' AND earlier.subject = delivery.subject
      AND earlier.handler = delivery.handler AND earlier.id < delivery.id)
  AND pg_try_advisory_xact_lock(hashtextextended(delivery.subject::text, 0))
ORDER BY delivery.id
LIMIT 1
FOR UPDATE SKIP LOCKED
"""


def dispatch_pending(*, at: datetime, limit: int = 100) -> int:
    """Runs up to `limit` deliveries that are due; returns how many it ran."""
    done = 0
    while done < limit and _dispatch_one(at=at):
        done += 1
    return done


def _dispatch_one(*, at: datetime) -> bool:
    with transaction():
        delivery = _take(at=at)
        if delivery is None:
            return False
        try:
            with savepoint():
                _run(delivery)
        except Exception as error:  # a handler's fault must not stop the others
            logger.exception("Delivery %s to %s failed", delivery.pk, delivery.handler)
            _put_back(delivery, error=error, at=at)
        return True


def _take(*, at: datetime) -> Delivery | None:
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, [at])
        row = cursor.fetchone()
    return Delivery.objects.get(pk=row[0]) if row else None


def _run(delivery: Delivery) -> None:
    handler = wiring.handler_named(delivery.handler)
    if handler is None:
        message = f"Nothing is called {delivery.handler} any more."
        raise LookupError(message)
    handler(event=recorded(delivery))
    delivery.state = DeliveryState.DONE
    delivery.save(update_fields=["state"])


def recorded(delivery: Delivery) -> RecordedEvent:
    event = Event.objects.get(uuid=delivery.event_uuid, recorded_at=delivery.event_recorded_at)
    actor = Actor(ActorKind(event.actor_kind), event.actor_id, event.actor_label)
    return RecordedEvent(
        uuid=event.uuid,
        type=event.type,
        subject_type=event.subject_type,
        subject=event.subject,
        actor=actor,
        occurred_at=event.occurred_at,
        recorded_at=event.recorded_at,
        data=event.data,
    )


def _put_back(delivery: Delivery, *, error: Exception, at: datetime) -> None:
    delivery.attempts += 1
    delivery.error = f"{type(error).__name__}: {error}"[:2000]
    if delivery.attempts > len(WAITS):
        delivery.state = DeliveryState.FAILED
    else:
        delivery.due_at = at + timedelta(seconds=WAITS[delivery.attempts - 1])
    delivery.save(update_fields=["attempts", "error", "state", "due_at"])
