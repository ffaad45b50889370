"""Approve a closing, or send it back. Nobody decides on their own work."""

from datetime import datetime

from townline.accounts.values import Viewer
from townline.core.errors import NotAllowed
from townline.core.transactions import transaction, transaction_required
from townline.service_levels import operations as service_levels
from townline.service_requests import closing_event_types, permissions
from townline.service_requests.closing_values import ClosureState, Ending, says_something
from townline.service_requests.models import Closure, Note, NoteVisibility, ServiceRequest
from townline.service_requests.operations.changes import enter, finish, locked
from townline.service_requests.operations.closing.bring import mark_imported
from townline.service_requests.operations.closing.refusals import NothingToDecide, OwnWork, WhyMissing
from townline.service_requests.operations.closing.without_work import end_as
from townline.service_requests.operations.ends import stand
from townline.service_requests.operations.withdraw import hand_on
from townline.service_requests.workflow import NotNow, State, Verb, move

_VERBS = {Ending.DONE: Verb.CONFIRM, Ending.DECLINED: Verb.DECLINE, Ending.CANCELLED: Verb.CANCEL}


def confirm(*, request: ServiceRequest, by: Viewer, at: datetime, version: int | None = None) -> ServiceRequest:
    """Approves the completion. Raises OwnWork, NotAllowed, NotNow."""
    with transaction():
        request = locked(request=request, version=version)
        move(request.state, Verb.CONFIRM)
        closure = Closure.objects.filter(request=request, state=ClosureState.WAITING).first()
        if closure is None:
            return _confirm_imported(request, by, at)
        return _approve(closure, request, by, at)


def approve(*, closure: Closure, by: Viewer, at: datetime) -> ServiceRequest:
    """Whatever waits: work that is done, or a request to be closed without work. Raises OwnWork, NothingToDecide, NotAllowed."""
    with transaction():
        request = locked(request=closure.request, version=None)
        return _approve(_waiting(closure), request, by, at)


@transaction_required
def _approve(closure: Closure, request: ServiceRequest, by: Viewer, at: datetime) -> ServiceRequest:
    ending = Ending(closure.ending)
    move(request.state, _VERBS[ending])
    _check_may_decide(closure=closure, request=request, by=by)
    _decide(closure, ClosureState.APPROVED, "", by, at)
    if ending is Ending.DONE:
        return stand(request, how="approved", by=by.actor, at=at)
    ended = end_as(request=request, ending=ending, reason=closure.reason, by=by.actor, at=at)
    if ending is Ending.CANCELLED:
        hand_on(ended, at=at)
    return ended


def send_back(*, closure: Closure, reason: str, by: Viewer, at: datetime) -> ServiceRequest:
    """Work goes on under the promise that was made before: who says “done” too early gains no time. Raises WhyMissing."""
    if not says_something(reason):
        raise WhyMissing
    with transaction():
        request = locked(request=closure.request, version=None)
        closure = _waiting(closure)
        _check_may_decide(closure=closure, request=request, by=by)
        _decide(closure, ClosureState.SENT_BACK, reason.strip(), by, at)
        Note.objects.create(
            request=request,
            text=reason.strip(),
            visibility=NoteVisibility.INTERNAL,
            author_id=by.user_id,
            author_label=by.actor.label,
            written_at=at,
        )
        if closure.ending != Ending.DONE:
            refused = closing_event_types.ProposalRefused(closure.ending, str(closure.uuid))
            return finish(request, fields=[], fact=refused, by=by.actor, at=at)
        move(request.state, Verb.SEND_BACK)
        fields = _work_again(request, at)
        back = closing_event_types.SentBack(str(closure.uuid), request.due_at.isoformat() if request.due_at else None)
        return finish(request, fields=fields, fact=back, by=by.actor, at=at)


@transaction_required
def _work_again(request: ServiceRequest, at: datetime) -> list[str]:
    request.due_at = service_levels.take_up(subject=request.uuid, at=at)
    request.completed_at, request.outcome = None, ""
    return ["due_at", "completed_at", "outcome", *enter(request, state=State.ASSIGNED, at=at)]


@transaction_required
def _waiting(closure: Closure) -> Closure:
    current = Closure.objects.select_for_update().filter(pk=closure.pk, state=ClosureState.WAITING).first()
    if current is None:
        raise NothingToDecide
    return current


def _check_may_decide(*, closure: Closure, request: ServiceRequest, by: Viewer) -> None:
    """Raises OwnWork, NotAllowed."""
    if permissions.may_decide(closure=closure, request=request, viewer=by):
        return
    if by.users & set(closure.workers):
        raise OwnWork
    raise NotAllowed


@transaction_required
def _decide(closure: Closure, state: ClosureState, words: str, by: Viewer, at: datetime) -> None:
    closure.state, closure.decision, closure.next_level_at = state, words, None
    closure.decided_at, closure.decided_by_id, closure.decided_by_label = at, by.user_id, by.actor.label
    closure.save(
        update_fields=["state", "decision", "next_level_at", "decided_at", "decided_by_id", "decided_by_label"]
    )


@transaction_required
def _confirm_imported(request: ServiceRequest, by: Viewer, at: datetime) -> ServiceRequest:
    """It was completed in another system: no evidence of it is here, and its closing says so."""
    if not permissions.may(verb=Verb.CONFIRM, request=request, viewer=by):
        raise NotAllowed
    if not request.source:
        raise NotNow
    mark_imported(request=request, by=by.actor, at=at)
    return stand(request, how="approved", by=by.actor, at=at)
