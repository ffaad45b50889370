"""Write the message about a complaint or a compliment: one row, to whoever said it, in their language."""

from datetime import timedelta

from django.conf import settings

from townline.complaints import queries as complaints
from townline.core import reference
from townline.core.links import link
from townline.core.transactions import transaction_required
from townline.events.values import RecordedEvent
from townline.notifications.models import Message, MessageChannel, MessageState
from townline.notifications.recipients import Recipient, not_before, way_to
from townline.notifications.steps import COMPLAINT_TELLINGS, Step, Telling
from townline.notifications.words import day_in_words, fill, words_for


@transaction_required
def write_about_complaint(*, event: RecordedEvent) -> None:
    """Nothing for somebody without a name and an address: they have their private link."""
    told = complaints.told_of(subject=event.subject, event_type=event.type, data=event.data)
    if told.customer is None:
        return
    telling = _telling(event)
    recipient = Recipient(told.customer, told.language, told.preferred)
    way = way_to(recipient=recipient, channel=told.channel, telling=telling)
    if way is None:
        return
    page = ""
    if telling.step not in {Step.PRAISE_RECEIVED, Step.PRAISE_ANSWERED} and way.channel is MessageChannel.EMAIL:
        page = link(name="complaint", language=told.language, token=complaints.token_of(uuid=told.uuid))
    values = {
        "reference": reference.said(told.reference),
        "service": "",
        "date": day_in_words(told.by, language=told.language),
        "notes": told.words,
        "link": page,
        "place": "",
        "city": settings.TOWNLINE_CITY[told.language],
        "tell_us": "",
    }
    words = fill(words=words_for(step=telling.step, language=told.language), values=values)
    wait = 0 if telling.at_once or way.state is not MessageState.HELD else settings.TOWNLINE_UNDO_SECONDS
    moment = event.recorded_at + timedelta(seconds=wait)
    Message.objects.create(
        event_uuid=event.uuid,
        step=telling.step.value,
        subject_uuid=told.uuid,
        reference=told.reference,
        customer=told.customer,
        channel=way.channel,
        to=way.to,
        language=told.language,
        title=words.title,
        body=words.body,
        state=MessageState.TRAINING if settings.TOWNLINE_TRAINING else way.state,
        send_at=not_before(recipient=recipient, way=way, moment=moment),
        created_at=event.recorded_at,
    )


def _telling(event: RecordedEvent) -> Telling:
    if event.type == "complaint.decided" and event.data["finding"] == "withdrawn":
        return Telling(Step.COMPLAINT_CLOSED, at_once=True)
    return COMPLAINT_TELLINGS[event.type]
