"""Write the messages about one event: one row for each person, in their language."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.conf import settings
from django.db.models import Max

from townline.core import reference
from townline.core.links import link
from townline.core.transactions import transaction_required
from townline.customers import queries as customers
from townline.events.values import RecordedEvent
from townline.notifications.builtin_texts import TELL_US, WHY
from townline.notifications.models import Message, MessageChannel, MessageState
from townline.notifications.recipients import Hears, Recipient, Way, not_before, recipients_of, way_to
from townline.notifications.steps import NEVER_REPLACED, TELLINGS, WITHOUT_WORDS, Step, Telling
from townline.notifications.words import day_in_words, fill, words_for
from townline.service_requests import queries as service_requests
from townline.service_requests.values import Sees

if TYPE_CHECKING:
    from townline.service_requests.models import ServiceRequest


@transaction_required
def write_messages(*, event: RecordedEvent) -> None:
    """For the person who asked and for the followers. A note is told only when staff wrote it for the customer."""
    telling = TELLINGS[event.type]
    if _is_known(event, telling):
        return
    if telling.step is Step.NOTE and (event.data.get("visibility") == "internal" or event.data.get("from_customer")):
        return
    if telling.step is Step.NOTE and event.data.get("visibility") != "public":
        # written to the customer: of the others only for those who see everything but who asked
        telling = replace(telling, followers=False, sees=Sees.ALL_BUT_PERSON)
    request = service_requests.request_of_event(subject=event.subject)
    if telling.step is Step.MERGED and not _hears_on(request):
        telling = replace(telling, step=Step.MERGED_APART)
    for recipient in recipients_of(request=request, telling=telling, concerns=_concerns(event, request)):
        step = recipient.step or telling.step
        if step in WITHOUT_WORDS and not _notes(event, request, recipient):
            step = WITHOUT_WORDS[step]
        _write(event, request, replace(telling, step=step), recipient)


def _is_known(event: RecordedEvent, telling: Telling) -> bool:
    """Somebody has told them already, or the day stayed the same."""
    if telling.step is Step.NEW_DATE:
        before, after = (event.data[name] and datetime.fromisoformat(event.data[name]) for name in ("before", "due_at"))
        return after is None or after == before
    return bool(event.data.get("told"))


def _concerns(event: RecordedEvent, request: "ServiceRequest") -> int | None:
    """Of what one customer brought about: whom it is told as their own doing."""
    follow_up = event.data.get("follow_up")
    if not follow_up:
        return request.customer_id
    taken = service_requests.follow_up_of_event(uuid=UUID(follow_up))
    return taken.customer_id if taken else None


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
        step = Step.KEPT_INFORMED if "ground" in event.data else Step.FOLLOWING
        telling, sees = Telling(step, by_voice=False, at_once=True), Sees(row.sees)
        follower = Recipient(row.customer, row.language, row.preferred, hears=Hears.AS_FOLLOWER, sees=sees)
        _write(event, request, telling, follower)


@transaction_required
def acknowledge_follow_up(*, event: RecordedEvent) -> None:
    """Tells who asked again by when they have an answer; not who has one already."""
    taken = service_requests.follow_up_of_event(uuid=UUID(event.data["follow_up"]))
    if taken is None or taken.customer is None or taken.answered_at is not None:
        return
    telling = Telling(Step.ASKED_AGAIN, by_voice=False, at_once=True)
    page = taken.page or taken.request
    recipient = Recipient(taken.customer, taken.language, page.preferred)
    _write(event, page, telling, recipient, day=taken.answer_by_at)


def _write(
    event: RecordedEvent,
    request: "ServiceRequest",
    telling: Telling,
    recipient: Recipient,
    *,
    day: datetime | None = None,
) -> None:
    """`day` stands in the words in place of the promise."""
    about = recipient.about or request
    way = way_to(recipient=recipient, channel=request.channel, telling=telling)
    if way is None:
        return
    language = recipient.language if recipient.language in {"en", "fr"} else "en"
    words = fill(
        words=words_for(step=telling.step, language=language),
        values=_values(event, request, recipient, way, language)
        | ({"date": day_in_words(day, language=language)} if day else {}),
    )
    body = "\n\n".join(filter(None, [words.body, _why(request, recipient, language)]))
    if way.state is MessageState.TO_DO and telling.step not in NEVER_REPLACED:
        _replace_older(about, recipient, way)
    wait = 0 if telling.at_once or way.state is not MessageState.HELD else settings.TOWNLINE_UNDO_SECONDS
    earliest = not_before(recipient=recipient, way=way, moment=event.recorded_at + timedelta(seconds=wait))
    Message.objects.create(
        event_uuid=event.uuid,
        step=telling.step.value,
        subject_uuid=about.uuid,
        reference=about.reference,
        customer=recipient.customer,
        channel=way.channel,
        to=way.to,
        language=language,
        title=words.title,
        body=body,
        state=MessageState.TRAINING if settings.TOWNLINE_TRAINING else way.state,
        send_at=_not_before_earlier(about, telling, recipient, earliest),
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


def _why(request: "ServiceRequest", recipient: Recipient, language: str) -> str:
    """Why somebody hears of a request that is not, or not only, their own."""
    words = WHY[language].get(recipient.hears.value, "")
    return words.format(reference=reference.said(request.reference))


def _values(
    event: RecordedEvent, request: "ServiceRequest", recipient: Recipient, way: Way, language: str
) -> dict[str, str]:
    about = recipient.about or request
    token = service_requests.track_token(uuid=about.uuid, customer_id=recipient.customer.pk)
    address = link(name="track", language=language, token=token) if way.channel is MessageChannel.EMAIL else ""
    return {
        "reference": reference.said(about.reference),
        "service": about.service.name_fr if language == "fr" else about.service.name_en,
        "date": day_in_words(request.promised_at, language=language),
        "notes": _notes(event, request, recipient),
        "link": address,
        "place": about.block,
        "city": settings.TOWNLINE_CITY[language],
        "tell_us": _tell_us(about, recipient, way, language),
    }


def _tell_us(about: "ServiceRequest", recipient: Recipient, way: Way, language: str) -> str:
    is_follower = recipient.hears is Hears.AS_FOLLOWER
    by = "follower" if is_follower and way.channel is MessageChannel.EMAIL else way.channel.value
    return TELL_US[language][by].format(reference=reference.said(about.reference))


def _notes(event: RecordedEvent, request: "ServiceRequest", recipient: Recipient) -> str:
    note_id = event.data.get("note_id")
    if not note_id:
        return request.status_notes if recipient.sees is not Sees.STEPS else ""
    note = service_requests.note_by_id(note_id=note_id)
    return note.text if note is not None and recipient.may_read(note, of=request) else ""


def _replace_older(request: "ServiceRequest", recipient: Recipient, way: Way) -> None:
    """One call says how it stands: an older one about the same request need not be made. Those of `NEVER_REPLACED` still have to be."""
    older = Message.objects.filter(
        subject_uuid=request.uuid, customer=recipient.customer, channel=way.channel, state=MessageState.TO_DO
    ).exclude(step__in=NEVER_REPLACED)
    older.update(state=MessageState.TAKEN_BACK, done_note="A later message says it.")
