"""Write the messages about one event: one row for each person, in their language."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Max

from townline.core import reference
from townline.core.links import link
from townline.core.transactions import transaction_required
from townline.customers import queries as customers
from townline.events.values import RecordedEvent
from townline.notifications.builtin_texts import TELL_US
from townline.notifications.models import Message, MessageChannel, MessageState
from townline.notifications.recipients import Recipient, Way, not_before, recipients_of, way_to
from townline.notifications.steps import TELLINGS, Step, Telling
from townline.notifications.words import day_in_words, fill, words_for
from townline.service_requests import queries as service_requests

if TYPE_CHECKING:
    from townline.service_requests.models import ServiceRequest


@transaction_required
def write_messages(*, event: RecordedEvent) -> None:
    """For the person who asked and for the followers. A note is told only when staff wrote it for the customer."""
    telling = TELLINGS[event.type]
    if telling.step is Step.NOTE and (event.data.get("visibility") == "internal" or event.data.get("from_customer")):
        return
    if telling.step is Step.NOTE and event.data.get("visibility") != "public":
        telling = replace(telling, followers=False)  # written to the customer; anybody may follow
    request = service_requests.request_of_event(subject=event.subject)
    if telling.step is Step.MERGED and not _hears_on(request):
        telling = replace(telling, step=Step.MERGED_APART)
    for recipient in recipients_of(request=request, telling=telling):
        _write(event, request, telling, recipient)


def _hears_on(request: "ServiceRequest") -> bool:
    """After a merge: they follow the other request, or it was theirs anyway."""
    target = request.merged_into
    return target is None or target.visibility == "public" or target.customer_id == request.customer_id


@transaction_required
def greet_follower(*, event: RecordedEvent) -> None:
    """Tells a new follower that they will hear."""
    request = service_requests.request_of_event(subject=event.subject)
    customer = customers.customer_by_id(customer_id=event.data["customer_id"])
    row = service_requests.followers_of(request=request).filter(customer=customer).first()
    if row is not None:
        telling = Telling(Step.FOLLOWING, by_voice=False, at_once=True)
        _write(event, request, telling, Recipient(row.customer, row.language, row.preferred))


def _write(event: RecordedEvent, request: "ServiceRequest", telling: Telling, recipient: Recipient) -> None:
    way = way_to(recipient=recipient, channel=request.channel, telling=telling)
    if way is None:
        return
    language = recipient.language if recipient.language in {"en", "fr"} else "en"
    words = fill(
        words=words_for(step=telling.step, language=language),
        values=_values(event, request, recipient, way, language),
    )
    if way.state is MessageState.TO_DO and telling.step is not Step.NOTE:
        _replace_older(request, recipient, way)
    wait = 0 if telling.at_once or way.state is not MessageState.HELD else settings.TOWNLINE_UNDO_SECONDS
    earliest = not_before(recipient=recipient, way=way, moment=event.recorded_at + timedelta(seconds=wait))
    Message.objects.create(
        event_uuid=event.uuid,
        step=telling.step.value,
        subject_uuid=request.uuid,
        reference=request.reference,
        customer=recipient.customer,
        channel=way.channel,
        to=way.to,
        language=language,
        title=words.title,
        body=words.body,
        state=MessageState.TRAINING if settings.TOWNLINE_TRAINING else way.state,
        send_at=_not_before_earlier(request, telling, recipient, earliest),
        created_at=event.recorded_at,
    )


def _not_before_earlier(
    request: "ServiceRequest", telling: Telling, recipient: Recipient, send_at: datetime
) -> datetime:
    """News arrive in the order in which they happened, though some are held and some are not."""
    if telling.step is Step.RECEIVED:
        return send_at  # the first of all
    held = Message.objects.filter(subject_uuid=request.uuid, customer=recipient.customer, state=MessageState.HELD)
    latest: datetime | None = held.aggregate(latest=Max("send_at"))["latest"]
    return max(send_at, latest) if latest else send_at


def _values(
    event: RecordedEvent, request: "ServiceRequest", recipient: Recipient, way: Way, language: str
) -> dict[str, str]:
    token = service_requests.track_token(uuid=request.uuid, customer_id=recipient.customer.pk)
    address = link(name="track", language=language, token=token) if way.channel is MessageChannel.EMAIL else ""
    return {
        "reference": reference.said(request.reference),
        "service": request.service.name_fr if language == "fr" else request.service.name_en,
        "date": day_in_words(request.promised_at, language=language),
        "notes": _notes(event, request),
        "link": address,
        "place": request.block,
        "city": settings.TOWNLINE_CITY[language],
        "tell_us": _tell_us(request, recipient, way, language),
    }


def _tell_us(request: "ServiceRequest", recipient: Recipient, way: Way, language: str) -> str:
    is_follower = recipient.customer.pk != request.customer_id
    by = "follower" if is_follower and way.channel is MessageChannel.EMAIL else way.channel.value
    return TELL_US[language][by].format(reference=reference.said(request.reference))


def _notes(event: RecordedEvent, request: "ServiceRequest") -> str:
    note_id = event.data.get("note_id")
    note = service_requests.note_by_id(note_id=note_id) if note_id else None
    return note.text if note else request.status_notes


def _replace_older(request: "ServiceRequest", recipient: Recipient, way: Way) -> None:
    """One call says how it stands: an older one about the same request need not be made. What staff wrote still has to be."""
    older = Message.objects.filter(
        subject_uuid=request.uuid, customer=recipient.customer, channel=way.channel, state=MessageState.TO_DO
    ).exclude(step=Step.NOTE)
    older.update(state=MessageState.TAKEN_BACK, done_note="A later message says it.")
