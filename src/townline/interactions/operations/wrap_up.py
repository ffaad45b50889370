"""A contact is over: three answers say how it ended."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from townline.accounts.values import Viewer
from townline.core.errors import OperationRefused
from townline.core.transactions import transaction
from townline.events import operations as events
from townline.interactions import event_types
from townline.interactions.models import Interaction
from townline.interactions.operations.handling import demand, locked
from townline.interactions.operations.write_down import keep
from townline.interactions.values import ContactOutcome, FirstContact, Notes, Purpose, WrapUp


class WrapUpIncomplete(OperationRefused):
    message = _("Say all three: what it was for, how it ended, and whether it is resolved.")


class AlreadyWrappedUp(OperationRefused):
    message = _("This contact is wrapped up already.")


def wrap_up(*, contact: Interaction, notes: Notes | None, said: WrapUp, by: Viewer, at: datetime) -> Interaction:
    """Ends the contact. Raises AlreadyWrappedUp, WrapUpIncomplete, PromiseNeedsDay."""
    if (
        said.purpose not in Purpose.values
        or said.outcome not in ContactOutcome.values
        or said.resolved_first_contact not in FirstContact.values
    ):
        raise WrapUpIncomplete
    demand(contact=contact, by=by)
    with transaction():
        contact, handling = locked(contact=contact)
        if handling.wrapped_up_at is not None:
            raise AlreadyWrappedUp
        if notes is not None:
            keep(contact=contact, handling=handling, notes=notes, at=at)
        contact.purpose = said.purpose
        contact.save(update_fields=["purpose"])
        handling.outcome, handling.resolved_first_contact = said.outcome, said.resolved_first_contact
        handling.ended_at = handling.ended_at or max(at, handling.started_at)
        handling.wrapped_up_at = at
        handling.save(update_fields=["outcome", "resolved_first_contact", "ended_at", "wrapped_up_at"])
        seconds = int((handling.ended_at - handling.started_at).total_seconds())
        fact = event_types.ContactWrappedUp(
            said.purpose, said.outcome, said.resolved_first_contact, seconds, handling.team_id
        )
        events.record(fact, subject=contact.uuid, by=by.actor, at=at)
    return contact


def end(*, contact: Interaction, by: Viewer, at: datetime) -> Interaction:
    """The caller has gone; what follows is work after the call. Saying it twice changes nothing."""
    demand(contact=contact, by=by)
    with transaction():
        contact, handling = locked(contact=contact)
        if handling.ended_at is None:
            handling.ended_at = max(at, handling.started_at)
            handling.save(update_fields=["ended_at"])
            events.record(
                event_types.ContactEnded(int((handling.ended_at - handling.started_at).total_seconds())),
                subject=contact.uuid,
                by=by.actor,
                at=at,
            )
    return contact
