"""The row of a contact that staff have, from its first moment."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from townline.accounts import queries as accounts
from townline.accounts.values import Viewer
from townline.core.transactions import transaction_required
from townline.customers import operations as customers
from townline.customers.contact_check import email_of, phone_of
from townline.customers.values import Contact
from townline.events import operations as events
from townline.interactions import event_types
from townline.interactions.models import Handling, Interaction
from townline.interactions.values import Caller, Channel, Direction, Purpose

if TYPE_CHECKING:
    from townline.customers.models import Customer

RANG_AT_MOST = timedelta(hours=4)  # how long before it was opened a contact may have begun


@transaction_required
def begin(
    *,
    channel: str,
    caller: Caller,
    customer: "Customer | None",
    by: Viewer,
    at: datetime,
    began_at: datetime | None = None,
    direction: Direction = Direction.IN,
) -> Interaction:
    """The row, its handling and its event. Raises ContactRejected."""
    phone = phone_of(caller.phone) if caller.phone.strip() else ""
    email = email_of(caller.email) if caller.email.strip() else ""
    customer = customer or new_customer(caller=caller, at=at)
    contact = Interaction.objects.create(
        customer=customer,
        channel=Channel(channel).value,
        direction=direction.value,
        purpose=Purpose.INFORMATION.value,
        language=customer.language if customer else caller.language,
        occurred_at=_began(began_at, at),
        recorded_by_id=by.user_id,
    )
    _handle(contact, phone=phone, email=email, caller=caller, by=by)
    fact = event_types.ContactStarted(contact.channel, contact.direction, contact.customer_id, contact.handling.team_id)
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
        "started_at": _began(began_at, at),
        "topic_service_code": topic,
        "postal_code": postal_code,
    }


def _began(began_at: datetime | None, at: datetime) -> datetime:
    """When the page was opened, as far as that can be believed."""
    return max(min(began_at or at, at), at - RANG_AT_MOST)
