"""Write down who it was and what was said."""

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from townline.accounts.values import Viewer
from townline.core.errors import OperationRefused
from townline.core.transactions import transaction, transaction_required
from townline.events import operations as events
from townline.interactions import event_types
from townline.interactions.models import Handling, Interaction, Matter
from townline.interactions.operations.begin import new_customer
from townline.interactions.operations.handling import demand, locked
from townline.interactions.values import Caller, Notes, PromiseState

if TYPE_CHECKING:
    from townline.customers.models import Customer

_WRITTEN = (
    "summary", "topic_service_code", "topic_article", "postal_code", "interpreter_language", "interpreter_minutes",
    "needs_follow_up", "promised", "promised_by",
)  # fmt: skip


class PromiseNeedsDay(OperationRefused):
    message = _("Say by which day it is promised. It cannot be a day that has passed.")


def say_who(
    *, contact: Interaction, customer: "Customer | None", caller: Caller, by: Viewer, at: datetime
) -> Interaction:
    """Puts another customer to the contact: one that is known, a new one by name, or nobody."""
    demand(contact=contact, by=by)
    with transaction():
        contact, handling = locked(contact=contact)
        contact.customer = customer or new_customer(caller=caller, at=at)
        contact.save(update_fields=["customer"])
        handling.caller_name = ""
        handling.save(update_fields=["caller_name"])
        events.record(event_types.ContactWrittenDown(contact.customer_id), subject=contact.uuid, by=by.actor, at=at)
    return contact


def say_about(*, contact: Interaction, subject: UUID, by: Viewer, at: datetime) -> Interaction:
    """The contact is about something that is known already, for example a request; a second one is one more matter."""
    demand(contact=contact, by=by)
    with transaction():
        contact, _handling = locked(contact=contact)
        if contact.subject is None:
            contact.subject = subject
            contact.save(update_fields=["subject"])
        elif contact.subject != subject:
            Matter.objects.get_or_create(interaction=contact, subject=subject, defaults={"added_at": at})
        events.record(event_types.ContactWrittenDown(contact.customer_id), subject=contact.uuid, by=by.actor, at=at)
    return contact


def write_down(*, contact: Interaction, notes: Notes, by: Viewer, at: datetime) -> Interaction:
    """Keeps the notes; also after the wrap-up, for what comes to mind later. Raises PromiseNeedsDay."""
    demand(contact=contact, by=by)
    with transaction():
        contact, handling = locked(contact=contact)
        keep(contact=contact, handling=handling, notes=notes, at=at)
        events.record(event_types.ContactWrittenDown(contact.customer_id), subject=contact.uuid, by=by.actor, at=at)
    return contact


@transaction_required
def keep(*, contact: Interaction, handling: Handling, notes: Notes, at: datetime) -> None:
    is_new_promise = (notes.promised.strip(), notes.promised_by) != (handling.promised, handling.promised_by)
    if notes.promised.strip() and is_new_promise:
        if notes.promised_by is None or notes.promised_by < timezone.localdate(at):
            raise PromiseNeedsDay
        handling.promise_state, handling.promise_settled_at = PromiseState.OPEN.value, None
    elif not notes.promised.strip():
        handling.promise_state = ""
    for name in _WRITTEN:
        value = getattr(notes, name)
        setattr(handling, name, value.strip() if isinstance(value, str) else value)
    if not handling.promised:
        handling.promised_by = None
    handling.save(update_fields=[*_WRITTEN, "promise_state", "promise_settled_at"])
    if contact.language != notes.language:
        contact.language = notes.language
        contact.save(update_fields=["language"])
