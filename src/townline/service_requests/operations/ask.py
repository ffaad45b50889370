"""Ask the customer something, and take the answer."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from townline.accounts.values import Viewer
from townline.core.actor import Actor
from townline.core.transactions import transaction
from townline.service_levels import operations as service_levels
from townline.service_levels.values import PauseReason
from townline.service_requests import event_types
from townline.service_requests.models import Note, NoteVisibility, ServiceRequest
from townline.service_requests.operations.changes import begin, enter, finish, locked
from townline.service_requests.operations.review import ReasonMissing
from townline.service_requests.workflow import NotNow, State, Verb


def ask_customer(
    *, request: ServiceRequest, question: str, by: Viewer, at: datetime, version: int | None = None
) -> ServiceRequest:
    """Sends a question; the clock stands still until it is answered. Raises ReasonMissing."""
    if not question.strip():
        raise ReasonMissing(_("Write the question: the customer will read it."))
    with transaction():
        request = begin(request=request, verb=Verb.ASK, by=by, version=version)
        note = Note.objects.create(
            request=request,
            text=question.strip(),
            visibility=NoteVisibility.CUSTOMER,
            author_id=by.user_id,
            author_label=by.actor.label,
            written_at=at,
        )
        service_levels.pause(subject=request.uuid, reason=PauseReason.WAITING_FOR_CUSTOMER, at=at)
        request.resume_state, request.due_at = request.state, None
        request.reviewed_at = request.reviewed_at or at
        fields = [*enter(request, state=State.WAITING_FOR_CUSTOMER, at=at), "resume_state", "due_at", "reviewed_at"]
        return finish(request, fields=fields, fact=event_types.CustomerAsked(note.pk), by=by.actor, at=at)


def customer_answered(
    *, request: ServiceRequest, answer: str, by: Viewer | Actor, at: datetime, version: int | None = None
) -> ServiceRequest:
    """Writes the answer down; the request goes on where it was, with what was left on the clock."""
    actor = by.actor if isinstance(by, Viewer) else by
    with transaction():
        if isinstance(by, Viewer):
            request = begin(request=request, verb=Verb.ANSWER, by=by, version=version)
        else:
            request = locked(request=request, version=version)
        if request.state != State.WAITING_FOR_CUSTOMER:
            raise NotNow
        note = (
            Note.objects.create(
                request=request,
                text=answer.strip(),
                visibility=NoteVisibility.CUSTOMER,
                from_customer=True,
                author_id=actor.id if actor.is_staff else None,
                author_label=actor.label,
                written_at=at,
            )
            if answer.strip()
            else None
        )
        due_at = service_levels.resume(subject=request.uuid, at=at, reason=PauseReason.WAITING_FOR_CUSTOMER)
        request.due_at, request.promised_at = due_at, due_at or request.promised_at
        state = State(request.resume_state or State.REVIEWED)
        fields = [*enter(request, state=state, at=at), "due_at", "promised_at"]
        fact = event_types.CustomerAnswered(note.pk if note else None, due_at.isoformat() if due_at else None)
        return finish(request, fields=fields, fact=fact, by=actor, at=at)
