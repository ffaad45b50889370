"""Be in touch with somebody: the contact is a row from its first moment, and whoever opened it must wrap it up."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from townline.accounts.permissions import Capability
from townline.accounts.values import Viewer
from townline.core.errors import NotAllowed, OperationRefused
from townline.core.transactions import transaction
from townline.customers.contact_check import email_of, phone_of
from townline.interactions import queries
from townline.interactions.models import Interaction
from townline.interactions.operations.begin import begin
from townline.interactions.values import Caller, Direction

if TYPE_CHECKING:
    from townline.customers.models import Customer


class WrapUpFirst(OperationRefused):
    """`contact` is the one that is still open."""

    message = _("Wrap up the contact before this one first: it takes three keys.")

    def __init__(self, contact: Interaction) -> None:
        self.contact = contact
        super().__init__()


def start(
    *,
    channel: str,
    caller: Caller,
    customer: "Customer | None",
    by: Viewer,
    at: datetime,
    began_at: datetime | None = None,
    direction: Direction = Direction.IN,
) -> Interaction:
    """The open contact. A name without a customer makes a new one.

    Raises NotAllowed, WrapUpFirst, ContactRejected for a number or an address that cannot be right.
    """
    if not by.can(Capability.RECORD_CONTACTS):
        raise NotAllowed
    _right(caller)
    wrapped_up_before(by=by)
    with transaction():
        return begin(
            channel=channel, caller=caller, customer=customer, by=by, at=at, began_at=began_at, direction=direction
        )


def wrapped_up_before(*, by: Viewer) -> None:
    """Raises WrapUpFirst while a contact of this person is still open."""
    unfinished = queries.open_contact_of(viewer=by)
    if unfinished is not None:
        raise WrapUpFirst(unfinished)


def _right(caller: Caller) -> None:
    """Before anything is written. Raises ContactRejected."""
    if caller.phone.strip():
        phone_of(caller.phone)
    if caller.email.strip():
        email_of(caller.email)
