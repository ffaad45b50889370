"""Put a request into one of its ends: the clocks stop, nothing is due any more."""

from datetime import datetime

from townline.core.actor import Actor
from townline.core.transactions import transaction_required
from townline.service_levels import operations as service_levels
from townline.service_levels.values import Ended
from townline.service_requests import event_types
from townline.service_requests.models import ServiceRequest
from townline.service_requests.operations.changes import enter, finish
from townline.service_requests.workflow import State

Fact = event_types.Declined | event_types.Merged | event_types.Cancelled


@transaction_required
def close(
    request: ServiceRequest, state: State, fact: Fact, fields: list[str], actor: Actor, at: datetime
) -> ServiceRequest:
    """Without work: declined, merged, withdrawn."""
    service_levels.stop(subject=request.uuid, at=at, ended=Ended.DROPPED)
    request.closed_at, request.due_at = at, None
    fields = [*fields, *enter(request, state=state, at=at), "closed_at", "due_at"]
    return finish(request, fields=fields, fact=fact, by=actor, at=at)


@transaction_required
def stand(request: ServiceRequest, *, how: str, by: Actor, at: datetime) -> ServiceRequest:
    """The work that was done is taken as done."""
    request.closed_at = at
    fields = [*enter(request, state=State.CONFIRMED, at=at), "closed_at"]
    return finish(request, fields=fields, fact=event_types.Confirmed(how), by=by, at=at)
