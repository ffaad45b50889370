"""Promise another day: with the right to, with a reason, and the customer hears it."""

from datetime import date, datetime

from townline.accounts.values import Viewer
from townline.core.errors import NotAllowed
from townline.core.transactions import transaction
from townline.service_levels import operations as service_levels
from townline.service_levels.values import ClockKind
from townline.service_requests import event_types
from townline.service_requests.models import Note, NoteVisibility, ServiceRequest
from townline.service_requests.operations.changes import finish, locked
from townline.service_requests.operations.promising.first_contact import end_of
from townline.service_requests.operations.review import ReasonMissing
from townline.service_requests.promise_permissions import may_repromise
from townline.service_requests.workflow import NotNow, State


def repromise(
    *, request: ServiceRequest, by_when: date, reason: str, by: Viewer, at: datetime, version: int | None = None
) -> ServiceRequest:
    """What weather holds has no day in the queue until it goes on. Raises NotAllowed, NotNow while it waits for the customer, ReasonMissing, ClockMissing, DayPast."""
    if not reason.strip():
        raise ReasonMissing
    with transaction():
        request = locked(request=request, version=version)
        if not may_repromise(request=request, viewer=by):
            raise NotAllowed
        if request.state == State.WAITING_FOR_CUSTOMER:
            raise NotNow
        note = Note.objects.create(
            request=request, text=reason.strip(), visibility=NoteVisibility.CUSTOMER, author_id=by.user_id,
            author_label=by.actor.label, written_at=at,
        )  # fmt: skip
        before, day = request.due_at, end_of(by_when)
        request.due_at = service_levels.repromise(
            subject=request.uuid, kind=ClockKind.RESOLUTION, due_at=day, by=by.actor, at=at
        )
        request.promised_at = day
        fact = event_types.Repromised(note.pk, before.isoformat() if before else None, day.isoformat())
        return finish(request, fields=["due_at", "promised_at"], fact=fact, by=by.actor, at=at)
