"""The ladder as data: who is told, how long before or after a promise runs out."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from townline.accounts.rights import actor_who_may_change
from townline.accounts.values import Viewer
from townline.core.actor import Actor
from townline.core.changes import apply
from townline.core.errors import OperationRefused
from townline.core.subjects import subject_uuid
from townline.core.transactions import transaction
from townline.events import operations as events
from townline.service_requests.escalation_values import Trigger
from townline.service_requests.event_types import EscalationStepChanged
from townline.service_requests.models import EscalationStep

FARTHEST = 250


class StepRefused(OperationRefused):
    message = _("Choose who is told, and how long before or after the promise runs out.")


def save_step(
    *, step: EscalationStep | None, values: Mapping[str, Any], by: Viewer | Actor, at: datetime
) -> EscalationStep:
    """What was planned before goes by the step as it is now: its moment stays. Raises NotAllowed, StepRefused."""
    actor = actor_who_may_change(by)
    row = step or EscalationStep()
    changes = apply(row, values)
    if not row.whom or abs(row.quantity) > FARTHEST:
        raise StepRefused
    if row.trigger != Trigger.TIME and row.quantity < 0:
        raise StepRefused(_("Nobody can be told before the customer comes back. Write nothing or more."))
    with transaction():
        row.save()
        fact = EscalationStepChanged({name: [_plain(old), _plain(new)] for name, (old, new) in changes.items()})
        events.record(fact, subject=subject_uuid(kind="escalation_step", id=row.pk), by=actor, at=at)
    return row


def _plain(value: object) -> object:
    return value if isinstance(value, int | bool | None) else str(value)
