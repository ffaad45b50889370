"""What a person does with messages: take one back in time, make a call, post a letter, try again."""

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from townline.accounts.permissions import Capability
from townline.accounts.values import Viewer
from townline.core.errors import NotAllowed, OperationRefused
from townline.core.transactions import transaction
from townline.customers import queries as customers
from townline.events import operations as events
from townline.notifications import event_types
from townline.notifications.models import Message, MessageChannel, MessageState

PAUSE = timedelta(hours=2)  # after a call that nobody answered


class TooLate(OperationRefused):
    message = _("This message has gone out already.")


def _locked(message: Message, *, state: MessageState, by: Viewer) -> Message:
    if not by.can(Capability.SEND_MESSAGES):
        raise NotAllowed
    current = Message.objects.select_for_update().get(pk=message.pk)
    if current.state != state:
        raise TooLate
    return current


def take_back(*, message: Message, by: Viewer, at: datetime) -> Message:
    """Undo within the holding time: the message is never sent. Raises TooLate."""
    with transaction():
        message = _locked(message, state=MessageState.HELD, by=by)
        message.state, message.done_by = MessageState.TAKEN_BACK, by.actor.label
        message.save(update_fields=["state", "done_by"])
        fact = event_types.MessageTakenBack(str(message.uuid), message.step, message.channel)
        events.record(fact, subject=message.subject_uuid, by=by.actor, at=at)
    return message


def mark_done(*, message: Message, note: str, by: Viewer, at: datetime) -> Message:
    """The call was made or the letter posted. Raises TooLate when somebody did it already."""
    with transaction():
        message = _locked(message, state=MessageState.TO_DO, by=by)
        message.state, message.sent_at = MessageState.DONE, at
        message.done_by, message.done_note = by.actor.label, note.strip()[:300]
        message.save(update_fields=["state", "sent_at", "done_by", "done_note"])
        fact = event_types.MessageSent(str(message.uuid), message.step, message.channel)
        events.record(fact, subject=message.subject_uuid, by=by.actor, at=at)
    return message


def try_later(*, message: Message, note: str, by: Viewer, at: datetime) -> Message:
    """Nobody answered: the call waits on the list, and comes up again after some time. Raises TooLate."""
    with transaction():
        message = _locked(message, state=MessageState.TO_DO, by=by)
        message.attempts, message.send_at = message.attempts + 1, _when_it_may_ring(message, at + PAUSE)
        message.done_note = note.strip()[:300]
        message.save(update_fields=["attempts", "send_at", "done_note"])
        fact = event_types.MessagePutOff(str(message.uuid), message.step, message.channel)
        events.record(fact, subject=message.subject_uuid, by=by.actor, at=at)
    return message


def _when_it_may_ring(message: Message, moment: datetime) -> datetime:
    if message.customer is None or message.channel != MessageChannel.CALL:
        return moment
    return customers.wishes_of(customer=message.customer).may_call_at(moment)


def try_again(*, message: Message, by: Viewer, at: datetime) -> Message:
    """Puts a message that failed back into the queue."""
    with transaction():
        message = _locked(message, state=MessageState.FAILED, by=by)
        message.state, message.attempts, message.send_at = MessageState.HELD, 0, at
        message.save(update_fields=["state", "attempts", "send_at"])
        fact = event_types.MessageRetried(str(message.uuid), message.step, message.channel)
        events.record(fact, subject=message.subject_uuid, by=by.actor, at=at)
    return message
