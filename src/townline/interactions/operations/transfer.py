"""Hand a contact over warm: the receiver sees what they need before they say hello, and nobody else sees anything."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from townline.accounts import queries as accounts
from townline.accounts.values import Viewer
from townline.core.errors import OperationRefused
from townline.core.transactions import transaction
from townline.events import operations as events
from townline.interactions import event_types, queries
from townline.interactions.models import Interaction, Transfer
from townline.interactions.operations.begin import begin
from townline.interactions.operations.handling import demand, locked
from townline.interactions.operations.start import wrapped_up_before
from townline.interactions.values import Caller, Shown

if TYPE_CHECKING:
    from townline.interactions.permissions import Subjects

LASTS = timedelta(minutes=30)


class TransferNeedsReceiver(OperationRefused):
    message = _("Choose the team, or write which other office the caller goes to.")


class TransferTakenAlready(OperationRefused):
    message = _("Somebody has taken this over already.")


def hand_over(
    *, contact: Interaction, to_team_id: int | None, to_body: str, shows: Sequence[str], by: Viewer, at: datetime
) -> Transfer:
    """To a team here, or to another body, which gets a page to read out or print. Raises TransferNeedsReceiver."""
    if bool(to_team_id) == bool(to_body.strip()):
        raise TransferNeedsReceiver
    demand(contact=contact, by=by)
    chosen = [code for code in Shown.values if code in shows]
    with transaction():
        contact, handling = locked(contact=contact)
        transfer = Transfer.objects.create(
            interaction=contact,
            to_team_id=to_team_id,
            to_body=to_body.strip(),
            shows=chosen,
            made_at=at,
            made_by_id=by.user_id,
            expires_at=at + LASTS,
        )
        team = accounts.team_by_id(team_id=to_team_id) if to_team_id else None
        handling.transferred_to = team.name.in_(by.language)[:160] if team else transfer.to_body
        handling.save(update_fields=["transferred_to"])
        fact = event_types.ContactTransferred(to_team_id, chosen)
        events.record(fact, subject=contact.uuid, by=by.actor, at=at)
    return transfer


def take_over(*, transfer: Transfer, subjects: "Subjects", by: Viewer, at: datetime) -> Interaction:
    """The receiver's own contact with the same person, as far as they were shown who it is. Raises WrapUpFirst, TransferTakenAlready."""
    wrapped_up_before(by=by)
    with transaction():
        transfer = Transfer.objects.select_for_update().get(pk=transfer.pk)
        if transfer.taken_at is not None:
            raise TransferTakenAlready
        seen = queries.context_of(transfer=transfer, subjects=subjects)
        caller = Caller(phone=seen.phone, email=seen.email, language=seen.contact.language)
        made = begin(channel=seen.contact.channel, caller=caller, customer=seen.customer, by=by, at=at)
        transfer.taken_at, transfer.taken_by_id = at, by.user_id
        transfer.save(update_fields=["taken_at", "taken_by_id"])
        fact = event_types.TransferTaken(str(made.uuid))
        events.record(fact, subject=seen.contact.uuid, by=by.actor, at=at)
    return made
