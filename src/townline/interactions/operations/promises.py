"""What was promised to a customer is kept, or withdrawn with the customer told."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from townline.accounts.values import Viewer
from townline.core.errors import OperationRefused
from townline.core.transactions import transaction
from townline.events import operations as events
from townline.interactions import event_types
from townline.interactions.models import Interaction
from townline.interactions.operations.handling import demand, locked
from townline.interactions.values import PromiseState


class NothingPromised(OperationRefused):
    message = _("Nothing is promised here any more.")


def keep_promise(*, contact: Interaction, by: Viewer, at: datetime) -> Interaction:
    """What was promised is done. Raises NothingPromised."""
    return _settle(contact, PromiseState.KEPT, by=by, at=at)


def withdraw_promise(*, contact: Interaction, by: Viewer, at: datetime) -> Interaction:
    """It will not be done; the customer knows. Raises NothingPromised."""
    return _settle(contact, PromiseState.WITHDRAWN, by=by, at=at)


def _settle(contact: Interaction, state: PromiseState, *, by: Viewer, at: datetime) -> Interaction:
    demand(contact=contact, by=by)
    with transaction():
        contact, handling = locked(contact=contact)
        if handling.promise_state != PromiseState.OPEN or handling.promised_by is None:
            raise NothingPromised
        handling.promise_state, handling.promise_settled_at, handling.promise_settled_by_id = (
            state.value,
            at,
            by.user_id,
        )
        handling.save(update_fields=["promise_state", "promise_settled_at", "promise_settled_by_id"])
        fact = event_types.PromiseSettled(state.value, handling.promised_by.isoformat())
        events.record(fact, subject=contact.uuid, by=by.actor, at=at)
    return contact
