"""Be in touch with somebody: the contact is a row from its first moment, and whoever opened it must wrap it up."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from townline.accounts import queries as accounts
from townline.accounts.permissions import Capability
from townline.accounts.values import Viewer
from townline.core.errors import NotAllowed, OperationRefused
from townline.core.transactions import transaction, transaction_required
from townline.customers import operations as customers
from townline.customers.contact_check import email_of, phone_of
from townline.customers.values import Contact
from townline.events import operations as events
from townline.interactions import event_types, queries
from townline.interactions.models import Handling, Interaction
from townline.interactions.values import Caller, Channel, Direction, Purpose

if TYPE_CHECKING:
    from townline.customers.models import Customer

RANG_AT_MOST = timedelta(hours=4)  # how long before it was opened a contact may have begun


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
    phone = phone_of(caller.phone) if caller.phone.strip() else ""
    email = email_of(caller.email) if caller.email.strip() else ""
    unfinished = queries.open_contact_of(viewer=by)
    if unfinished is not None:
        raise WrapUpFirst(unfinished)
    with transaction():
        customer = customer or new_customer(caller=caller, at=at)
        contact = Interaction.objects.create(
            customer=customer,
            channel=Channel(channel).value,
            direction=direction.value,
            purpose=Purpose.INFORMATION.value,
            language=customer.language if customer else caller.language,
            occurred_at=began(began_at=began_at, at=at),
            recorded_by_id=by.user_id,
        )
        _handle(contact, phone=phone, email=email, caller=caller, by=by)
        fact = event_types.ContactStarted(
            contact.channel, contact.direction, contact.customer_id, contact.handling.team_id
        )
        events.record(fact, subject=contact.uuid, by=by.actor, at=at)
    return contact


@transaction_required
def new_customer(*, caller: Caller, at: datetime) -> "Customer | None":
    """The customer with this name and this number or address, a new one if there is none; nobody without a name."""
    if not caller.name.strip():
        return None
    contact = Contact(name=caller.name, email=caller.email, phone=caller.phone, language=caller.language)
    return customers.identify(contact=contact, at=at)


@transaction_required
def _handle(contact: Interaction, *, phone: str, email: str, caller: Caller, by: Viewer) -> None:
    contact.handling = Handling.objects.create(
        interaction=contact,
        handled_by_id=by.user_id,
        team_id=team_of(by=by),
        started_at=contact.occurred_at,
        from_phone=phone,
        from_email=email,
        caller_name="" if contact.customer_id else caller.name.strip(),
    )


def team_of(*, by: Viewer) -> int | None:
    """The person's own team, not one of those they stand in for."""
    own = accounts.memberships_of(team_ids=by.teams).filter(user_id=by.user_id).order_by("-is_lead", "team_id").first()
    return own.team_id if own else None


def handling_of(*, by: Viewer, at: datetime, began_at: datetime | None, topic: str, postal_code: str) -> dict[str, Any]:
    """For `document_of`: a contact that a member of staff took without having opened it."""
    return {
        "handled_by_id": by.user_id,
        "team_id": team_of(by=by),
        "started_at": began(began_at=began_at, at=at),
        "topic_service_code": topic,
        "postal_code": postal_code,
    }


def began(*, began_at: datetime | None, at: datetime) -> datetime:
    """When the page was opened, as far as that can be believed."""
    return max(min(began_at or at, at), at - RANG_AT_MOST)
