"""Open who is sealed, with a reason, for an hour. The rule stands in `permissions`, the hour in `privacy`."""

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from townline.accounts.values import Viewer
from townline.core.errors import NotAllowed
from townline.privacy import operations as privacy
from townline.service_requests import permissions
from townline.service_requests.queries import known_customer, visible_request

if TYPE_CHECKING:
    from townline.service_requests.models import ServiceRequest


def open_sealed(*, reference: str, reason: str, by: Viewer, at: datetime) -> "ServiceRequest":
    """Who asked, of an enforcement case that the person may see. Raises NotFound, NotAllowed, NoReason."""
    request = visible_request(reference=reference, viewer=by)
    if not permissions.may_see_customer(request=request, viewer=by):
        if not permissions.may_break_glass(viewer=by):
            raise NotAllowed
        whose = request.customer.uuid if request.customer else None
        privacy.break_glass(subject=request.uuid, whose=whose, reason=reason, by=by.actor, at=at)
    return request


def open_customer(*, uuid: UUID, reason: str, by: Viewer, at: datetime) -> UUID:
    """The page of a customer who has no case of theirs. Raises NotFound, NotAllowed, NoReason. Returns whose page it is."""
    if not permissions.may_break_glass(viewer=by):
        raise NotAllowed
    known = known_customer(uuid=uuid)
    privacy.break_glass(person=known.customer.uuid, reason=reason, by=by.actor, at=at)
    return known.customer.uuid
