"""One update to everybody whose request belongs to a major event: each person once."""

from datetime import datetime

from django.db import connection
from django.utils.translation import gettext_lazy as _

from townline.accounts.permissions import Capability
from townline.accounts.values import Viewer
from townline.core.errors import NotAllowed, OperationRefused
from townline.core.language import Text
from townline.core.transactions import transaction
from townline.events import operations as events
from townline.service_requests import major_event_types as event_types
from townline.service_requests.models import MajorEvent, MajorListener, MajorUpdate
from townline.service_requests.values import ToldState
from townline.service_requests.workflow import State

# Who asked and who follows and may read words for the public, each person once, by their first request that was not
# withdrawn or declined; nobody follows what is not public.
_LISTENERS = """
INSERT INTO service_requests_majorlistener (update_of_id, customer_id, request_id, language, preferred, state, error)
SELECT DISTINCT ON (person.customer_id) %(update)s, person.customer_id, person.request_id, person.language,
       person.preferred, 'waiting', ''
FROM (
    SELECT request.customer_id, request.id AS request_id, request.language, request.preferred, 0 AS after
    FROM service_requests_majorreport AS report JOIN service_requests_servicerequest AS request ON request.id = report.request_id
    WHERE report.major_id = %(major)s AND request.customer_id IS NOT NULL AND request.disposed_at IS NULL
      AND request.state <> ALL(%(over)s)
    UNION ALL
    SELECT follower.customer_id, request.id, follower.language, follower.preferred, 1
    FROM service_requests_majorreport AS report
    JOIN service_requests_servicerequest AS request ON request.id = report.request_id
    JOIN service_requests_follower AS follower ON follower.request_id = request.id
    WHERE report.major_id = %(major)s AND request.visibility = 'public' AND request.state <> ALL(%(over)s)
      AND follower.sees <> 'steps'
) AS person
ORDER BY person.customer_id, person.after, person.request_id
"""
OVER = [State.CANCELLED.value, State.DECLINED.value]


class UpdateEmpty(OperationRefused):
    message = _("Write the update in English and in French: everybody reads it in their language.")


class NobodyListens(OperationRefused):
    message = _("Nobody is to be told: no request of this event has a person behind it.")


def update_all(*, major: MajorEvent, words: Text, by: Viewer, at: datetime) -> MajorUpdate:
    """The messages are written in the background. Raises UpdateEmpty, NobodyListens, NotAllowed."""
    if not (by.can(Capability.APPROVE) and by.can(Capability.SEND_MESSAGES)):
        raise NotAllowed
    if not words.en.strip() or not words.fr.strip():
        raise UpdateEmpty
    with transaction():
        update = MajorUpdate.objects.create(
            major=major, words_en=words.en.strip(), words_fr=words.fr.strip(), written_at=at, written_by=by.actor.label
        )
        with connection.cursor() as cursor:
            cursor.execute(_LISTENERS, {"update": update.pk, "major": major.pk, "over": OVER})
            people = cursor.rowcount
        if not people:
            raise NobodyListens
        fact = event_types.MajorEventUpdated(str(update.uuid), people)
        events.record(fact, subject=major.uuid, by=by.actor, at=at)
    return update


def mark_told(*, listener: MajorListener, state: ToldState, at: datetime, error: str = "") -> None:
    listener.state, listener.error, listener.told_at = state, error[:300], at
    listener.save(update_fields=["state", "error", "told_at"])


def try_again(*, update: MajorUpdate, by: Viewer, at: datetime) -> int:
    """Those who could not be told; the event calls for it again. Returns how many."""
    if not (by.can(Capability.APPROVE) and by.can(Capability.SEND_MESSAGES)):
        raise NotAllowed
    with transaction():
        failed = update.listeners.filter(state=ToldState.FAILED)
        count = failed.update(state=ToldState.WAITING, error="", told_at=None)
        if count:
            fact = event_types.MajorEventUpdated(str(update.uuid), count)
            events.record(fact, subject=update.major.uuid, by=by.actor, at=at)
    return count
