"""Who may say what will be done and by when, promise another day, and change what a promise depends on."""

from townline.accounts.permissions import Capability
from townline.accounts.values import Viewer
from townline.service_requests import permissions
from townline.service_requests.models import ServiceRequest
from townline.service_requests.workflow import OPEN, Verb


def may_say_what_and_when(*, request: ServiceRequest, viewer: Viewer) -> bool:
    """Whoever works on it, where there is somebody to tell."""
    return request.customer_id is not None and may_correct(request=request, viewer=viewer)


def may_repromise(*, request: ServiceRequest, viewer: Viewer) -> bool:
    """Whoever approves the work of the team: a promise is not the crew's to move."""
    is_theirs = may_correct(request=request, viewer=viewer)
    return is_theirs and viewer.can_for(Capability.APPROVE, team_id=request.team_id)


def may_correct(*, request: ServiceRequest, viewer: Viewer) -> bool:
    """The service and the priority."""
    if request.state not in OPEN or request.disposed_at is not None:
        return False
    return permissions.may(verb=Verb.DECLINE, request=request, viewer=viewer)
