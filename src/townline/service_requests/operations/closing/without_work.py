"""Close a request without work: it cannot be done, or the customer does not want it any more."""

from datetime import datetime

from townline.accounts.values import Viewer
from townline.core.actor import Actor
from townline.core.transactions import transaction_required
from townline.service_requests import closing_event_types, event_types, permissions
from townline.service_requests.closing_values import BY_A_PERSON, ClosureState, Ending
from townline.service_requests.models import ServiceRequest
from townline.service_requests.operations.changes import finish
from townline.service_requests.operations.closing.bring import bring_settled, propose
from townline.service_requests.operations.ends import close
from townline.service_requests.queries import closing as queries
from townline.service_requests.workflow import State, Verb


@transaction_required
def close_without_work(
    *, request: ServiceRequest, ending: Ending, reason: str, by: Viewer, at: datetime
) -> ServiceRequest:
    """At once where nobody else has to agree; else it stays open, its clock runs on, and the proposal waits for somebody."""
    needs = queries.needs_of(request=request, ending=ending)
    if needs.approval not in BY_A_PERSON:
        state = ClosureState.STOOD
    elif _decides_alone(request, ending, by):
        state = ClosureState.APPROVED
    else:
        closure = propose(request=request, ending=ending, reason=reason, by=by, at=at)
        fact = closing_event_types.ClosingProposed(ending.value, str(closure.uuid))
        return finish(request, fields=[], fact=fact, by=by.actor, at=at)
    bring_settled(request=request, ending=ending, state=state, reason=reason, by=by.actor, at=at)
    return end_as(request=request, ending=ending, reason=reason, by=by.actor, at=at)


@transaction_required
def close_for_customer(*, request: ServiceRequest, by: Actor, at: datetime) -> ServiceRequest:
    """The customer withdraws it by the private link."""
    bring_settled(request=request, ending=Ending.CANCELLED, state=ClosureState.APPROVED, reason="", by=by, at=at)
    return end_as(request=request, ending=Ending.CANCELLED, reason="", by=by, at=at)


@transaction_required
def end_as(*, request: ServiceRequest, ending: Ending, reason: str, by: Actor, at: datetime) -> ServiceRequest:
    if ending is Ending.DECLINED:
        request.status_notes = reason
        return close(request, State.DECLINED, event_types.Declined("given"), ["status_notes"], by, at)
    return close(request, State.CANCELLED, event_types.Cancelled(), [], by, at)


def _decides_alone(request: ServiceRequest, ending: Ending, by: Viewer) -> bool:
    """Who may approve may also say it first, but not of what they had in hand. Who does not work on it may write down a withdrawal."""
    if by.users & queries.who_worked(request=request):
        return False
    if permissions.may(verb=Verb.CONFIRM, request=request, viewer=by):
        return True
    return ending is Ending.CANCELLED and not permissions.is_theirs(request=request, viewer=by)
