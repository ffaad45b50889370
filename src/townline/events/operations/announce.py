"""Tell open pages that something has changed: ids only, once a batch, when the batch commits.

Announced by the dispatcher and not by intake: PostgreSQL lets commits with a NOTIFY in only one after another.
"""

from collections.abc import Sequence

from django.db import connection

from townline.core.live import CHANNEL, QUEUE_TOPIC, Signal, request_topic, team_topic, user_topic
from townline.core.transactions import transaction_required
from townline.events.values import RecordedEvent


@transaction_required
def announce(events: Sequence[RecordedEvent]) -> None:
    payloads = {_signal(event).payload() for event in events}
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, payload) FROM unnest(%s::text[]) AS payload", [CHANNEL, sorted(payloads)])


def _signal(event: RecordedEvent) -> Signal:
    """For whoever looks at the subject, and for the lists that it comes to. Nobody is told of what they did themselves."""
    data = event.data
    topics = [request_topic(event.subject)]
    if event.type == "service_request.submitted":
        topics.append(QUEUE_TOPIC)
    team, user = data.get("team_id"), data.get("assignee_id")
    if team and team != data.get("from_team_id"):
        topics.append(team_topic(team))
    if user and user not in {data.get("from_assignee_id"), event.actor.id}:
        topics.append(user_topic(user))
    return Signal(tuple(topics), str(event.uuid), event.type)
