"""The frame of every change: lock the row, check the person, the version and the state; write what changed and the event."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from townline.accounts.values import Viewer
from townline.core.actor import Actor
from townline.core.errors import EditConflict, NotAllowed, OperationRefused
from townline.core.transactions import transaction_required
from townline.events import operations as events
from townline.events.operations import Fact
from townline.service_requests import permissions, workflow
from townline.service_requests.models import ServiceRequest
from townline.service_requests.workflow import State, Verb


class DisposedOf(OperationRefused):
    message = _("The retention time of this request is over: what was personal in it is destroyed. Take a new request.")


@transaction_required
def locked(*, request: ServiceRequest, version: int | None) -> ServiceRequest:
    """The row as it is now, locked. Raises EditConflict when the person saw an older version; None skips that check.

    Raises DisposedOf for one whose retention time is over.
    """
    current = ServiceRequest.objects.select_for_update().get(pk=request.pk)
    if current.disposed_at is not None:
        raise DisposedOf
    if version is not None and current.version != version:
        raise EditConflict
    return current


@transaction_required
def begin(*, request: ServiceRequest, verb: Verb, by: Viewer, version: int | None) -> ServiceRequest:
    """The locked request, if this person may use the verb on it now. Raises NotAllowed, EditConflict, NotNow."""
    current = locked(request=request, version=version)
    workflow.move(current.state, verb)
    if not permissions.may(verb=verb, request=current, viewer=by):
        raise NotAllowed
    return current


@transaction_required
def enter(request: ServiceRequest, *, state: State, at: datetime) -> list[str]:
    """Puts the state on the row and returns the names of the fields that changed with it."""
    request.state, request.state_since_at = state, at
    return ["state", "state_since_at"]


@transaction_required
def finish(request: ServiceRequest, *, fields: list[str], fact: Fact, by: Actor, at: datetime) -> ServiceRequest:
    """Saves these fields as a new version and records the event."""
    request.version += 1
    request.updated_at = at
    request.save(update_fields=[*fields, "version", "updated_at"])
    events.record(fact, subject=request.uuid, by=by, at=at)
    return request
