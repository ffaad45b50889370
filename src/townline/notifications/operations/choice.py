"""What a customer told staff about being written to: no more messages, or messages again."""

from datetime import datetime
from typing import TYPE_CHECKING

from townline.accounts.permissions import Capability
from townline.accounts.values import Viewer
from townline.core.errors import NotAllowed, NotFound
from townline.customers import operations as customers
from townline.customers import queries as known_customers
from townline.service_requests import permissions

if TYPE_CHECKING:
    from townline.customers.models import Customer
    from townline.service_requests.models import ServiceRequest


def stop_messages(*, request: "ServiceRequest", kind: str, by: Viewer, at: datetime) -> None:
    """For every address of that kind that the request's customer has. Raises NotAllowed, NotFound."""
    customers.opt_out(customer=_customer(request, kind, by), kind=kind, by=by.actor, at=at)


def allow_messages(*, request: "ServiceRequest", kind: str, by: Viewer, at: datetime) -> None:
    """The customer asked for messages again. Raises NotAllowed, NotFound."""
    customers.opt_in(customer=_customer(request, kind, by), kind=kind, by=by.actor, at=at)


def _customer(request: "ServiceRequest", kind: str, by: Viewer) -> "Customer":
    if not (by.can(Capability.SEND_MESSAGES) and permissions.may_see_customer(request=request, viewer=by)):
        raise NotAllowed
    customer = request.customer
    if customer is None or all(point.kind != kind for point in known_customers.contact_points_of(customer=customer)):
        raise NotFound
    return customer
