"""An office asks the City, the liaison officer answers."""

from datetime import datetime
from uuid import UUID, uuid4

from townline.accounts.values import Viewer
from townline.core.errors import NotAllowed
from townline.core.transactions import transaction, transaction_required
from townline.council import event_types, permissions
from townline.council.models import Inquiry, InquiryMessage
from townline.council.permissions import office_of
from townline.council.queries.inquiries import visible_inquiry
from townline.council.refusals import Ended, WordsMissing
from townline.council.values import INQUIRY_DAYS, LONGEST, InquiryState
from townline.events import operations as events
from townline.service_levels import operations as clocks
from townline.service_levels import queries as deadlines
from townline.service_levels.values import ClockKind, Promised, Unit
from townline.service_requests import queries as service_requests

SUBJECT = "council_inquiry"


def ask(*, title: str, words: str, request: UUID | None, by: Viewer, at: datetime) -> Inquiry:
    """Starts the clock of the answer. Raises NotAllowed, NotFound, WordsMissing."""
    office = office_of(by)
    if not (title.strip() and words.strip()):
        raise WordsMissing
    about = service_requests.request_of_event(subject=request) if request else None
    with transaction():
        subject = uuid4()
        made = Inquiry.objects.create(
            uuid=subject,
            councillor_id=office,
            request_id=about.pk if about else None,
            title=title.strip()[:160],
            asked_at=at,
            due_at=_start(subject, at),
        )
        _say(made, words, by, at, from_office=True)
    return made


def ask_on(*, inquiry: UUID, words: str, by: Viewer, at: datetime) -> Inquiry:
    """Raises NotAllowed, NotFound, Ended, WordsMissing."""
    office_of(by)
    with transaction():
        found = _locked(inquiry, by)
        if found.state == InquiryState.ANSWERED:
            found.state, found.due_at = InquiryState.OPEN, _start(found.uuid, at)
            found.save(update_fields=["state", "due_at"])
        _say(found, words, by, at, from_office=True)
    return found


def answer(*, inquiry: UUID, words: str, by: Viewer, at: datetime) -> Inquiry:
    """Stops the clock. Raises NotAllowed, NotFound, Ended, WordsMissing."""
    if not permissions.may_answer(by):
        raise NotAllowed
    with transaction():
        found = _locked(inquiry, by)
        found.state = InquiryState.ANSWERED
        found.answered_at = found.answered_at or at
        found.save(update_fields=["state", "answered_at"])
        clocks.stop(subject=found.uuid, at=at, kind=ClockKind.FIRST_CONTACT)
        _say(found, words, by, at, from_office=False)
    return found


def close(*, inquiry: UUID, by: Viewer, at: datetime) -> Inquiry:
    """The office has what it asked for. Raises NotAllowed, NotFound, Ended."""
    office_of(by)
    with transaction():
        found = _locked(inquiry, by)
        found.state = InquiryState.CLOSED
        found.save(update_fields=["state"])
        clocks.stop(subject=found.uuid, at=at)
        events.record(event_types.InquiryClosed(0), subject=found.uuid, by=by.actor, at=at)
    return found


def take_over_due(*, inquiry: UUID) -> None:
    """The clock has told of its new day already; here it only shows, as the clock has it now."""
    with transaction():
        found = Inquiry.objects.select_for_update().filter(uuid=inquiry, state=InquiryState.OPEN).first()
        due_at = deadlines.due_now(subject=inquiry, kind=ClockKind.FIRST_CONTACT) if found else None
        if found and due_at:
            found.due_at = due_at
            found.save(update_fields=["due_at"])


@transaction_required
def _start(subject: UUID, at: datetime) -> datetime:
    """The clock of the next answer; when it is due."""
    promise = Promised(ClockKind.FIRST_CONTACT, INQUIRY_DAYS, Unit.BUSINESS_DAYS)
    return clocks.start(subject=subject, promises=[promise], at=at, subject_type=SUBJECT)[ClockKind.FIRST_CONTACT]


@transaction_required
def _locked(uuid: UUID, by: Viewer) -> Inquiry:
    found = visible_inquiry(uuid=uuid, viewer=by)
    found = Inquiry.objects.select_for_update().get(pk=found.pk)
    if found.state == InquiryState.CLOSED:
        raise Ended
    return found


@transaction_required
def _say(inquiry: Inquiry, words: str, by: Viewer, at: datetime, *, from_office: bool) -> None:
    if not words.strip():
        raise WordsMissing
    message = InquiryMessage.objects.create(
        inquiry=inquiry,
        words=words.strip()[:LONGEST],
        from_office=from_office,
        written_at=at,
        written_by=by.actor.label,
    )
    fact = event_types.InquiryAsked(message.pk) if from_office else event_types.InquiryAnswered(message.pk)
    events.record(fact, subject=inquiry.uuid, by=by.actor, at=at)
