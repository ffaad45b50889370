"""Tell open pages that something has changed: ids only, once a batch, when the batch commits.

Announced by the dispatcher and not by intake: PostgreSQL lets commits with a NOTIFY in only one after another.
"""

from collections.abc import Sequence

from django.db import connection

from townline.core.live import CHANNEL, QUEUE_TOPIC, Signal, request_topic, team_topic
from townline.core.transactions import transaction_required
from townline.events.values import RecordedEvent


@transaction_required
def announce(events: Sequence[RecordedEvent]) -> None:
    payloads = {_signal(event).payload() for event in events}
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, payload) FROM unnest(%s::text[]) AS payload", [CHANNEL, sorted(payloads)])


def _signal(event: RecordedEvent) -> Signal:
    topics = [QUEUE_TOPIC, request_topic(event.subject)]
    topics += [team_topic(event.data[name]) for name in ("team_id", "from_team_id") if event.data.get(name)]
    return Signal(tuple(topics), str(event.uuid), event.type)
