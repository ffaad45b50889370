"""Write down that somebody asked again: the note, the pictures, the row that counts it."""

from datetime import datetime
from uuid import UUID, uuid4

from django.conf import settings
from django.db.models import Max

from townline.core.actor import Actor
from townline.core.transactions import transaction_required
from townline.events import operations as events
from townline.interactions import operations as interactions
from townline.interactions.values import Purpose
from townline.service_levels import operations as service_levels
from townline.service_levels.values import ClockKind, Promised
from townline.service_requests import event_types
from townline.service_requests.models import FollowUp, Note, NoteVisibility, Photo, ServiceRequest
from townline.service_requests.operations.asking import Asked, is_their_own, page_of


def already_taken(*, request: ServiceRequest, asked: Asked) -> FollowUp | None:
    """The follow-up of a form that was sent before, by the same person about the same request."""
    if asked.key is None:
        return None
    rows = FollowUp.objects.filter(uuid=asked.key, request=request, page=page_of(asked, request=request))
    taken = rows.select_related("request").first()
    return taken if taken and taken.customer_id == asked.customer_id else None


@transaction_required
def take_down(*, request: ServiceRequest, asked: Asked, by: Actor, at: datetime) -> FollowUp:
    """On the locked request. The words are open to the person whose page it is; of somebody without one, to staff."""
    page = asked.page or request
    is_theirs = is_their_own(asked=asked, page=page, by=by)
    note = Note.objects.create(
        request=page,
        text=asked.words.strip(),
        visibility=NoteVisibility.CUSTOMER if is_theirs else NoteVisibility.INTERNAL,
        from_customer=True,
        author_id=by.id if by.is_staff else None,
        author_label=by.label if by.is_staff else "",
        written_at=at,
    )
    last = FollowUp.objects.filter(request=request).aggregate(last=Max("number"))["last"] or 0
    made = FollowUp.objects.create(
        uuid=_number_of(asked),
        request=request,
        page=page_of(asked, request=request),
        note=note,
        customer_id=asked.customer_id,
        number=last + 1,
        channel=asked.channel,
        language=asked.language,
        received_at=at,
    )
    Photo.objects.filter(uuid__in=asked.photos, request=None).update(request=request, follow_up=made)
    return made


def _number_of(asked: Asked) -> UUID:
    """That of the form, unless it is the number of what somebody else sent."""
    return asked.key if asked.key and not FollowUp.objects.filter(uuid=asked.key).exists() else uuid4()


@transaction_required
def promise_answer(follow_up: FollowUp, *, at: datetime) -> datetime:
    """Starts its own clock: an answer by the department within so many business days."""
    promised = Promised(ClockKind.FIRST_CONTACT, settings.TOWNLINE_FOLLOW_UP_ANSWER_DAYS)
    department = follow_up.request.department_id
    due = service_levels.start(
        subject=follow_up.uuid, promises=[promised], at=at, subject_type="follow_up", department_id=department
    )
    follow_up.answer_by_at = due[ClockKind.FIRST_CONTACT]
    follow_up.save(update_fields=["answer_by_at"])
    return follow_up.answer_by_at


@transaction_required
def answered(follow_up: FollowUp, *, how: str, by: Actor, at: datetime) -> None:
    """Stops its clock. `how`: in words, on the spot, or by what was done with the request."""
    service_levels.stop(subject=follow_up.uuid, at=at)
    follow_up.answered_at = max(at, follow_up.received_at)
    follow_up.save(update_fields=["answered_at"])
    fact = event_types.FollowUpAnswered(str(follow_up.uuid), how)
    events.record(fact, subject=follow_up.request.uuid, by=by, at=at)


@transaction_required
def count_contact(follow_up: FollowUp, *, by: Actor, at: datetime) -> None:
    """A contact that came by itself; one that staff took is written down with their call."""
    if by.is_staff:
        return
    interactions.record(
        customer=follow_up.customer,
        channel=follow_up.channel,
        purpose=Purpose.FOLLOW_UP,
        subject=(follow_up.page or follow_up.request).uuid,
        language=follow_up.language,
        by=by,
        at=at,
    )
