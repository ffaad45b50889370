"""Unreasonable conduct: a restriction for a time, asked for by one and approved by another, with a review and an appeal."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from townline.accounts.values import Viewer
from townline.complaints import event_types, permissions
from townline.complaints.models import Restriction
from townline.complaints.queries.conduct import handles_complaint_of
from townline.complaints.values import Limit, RestrictionState
from townline.core.errors import NotAllowed, OperationRefused
from townline.core.transactions import transaction, transaction_required
from townline.events import operations as events

if TYPE_CHECKING:
    from townline.customers.models import Customer


class RestrictionRefused(OperationRefused):
    message = _("Choose a limit, and say what staff do, why, and when it is looked at again.")


class NeedsAnother(OperationRefused):
    message = _(
        "Somebody else decides this: not who asked for it, who handles this person’s complaints or who decided before."
    )


@dataclass(frozen=True, slots=True)
class Asked:
    customer: "Customer"
    limits: tuple[Limit, ...]
    words: str
    reason: str
    review_date: date


def ask_restriction(*, asked: Asked, by: Viewer, at: datetime) -> Restriction:
    """Waits for a manager. Raises NotAllowed and RestrictionRefused."""
    if not permissions.may_handle(viewer=by):
        raise NotAllowed
    if not (asked.limits and asked.words.strip() and asked.reason.strip()):
        raise RestrictionRefused
    if asked.review_date <= timezone.localtime(at).date():
        raise RestrictionRefused(_("The day on which it is looked at again is still to come."))
    with transaction():
        made = Restriction.objects.create(
            customer=asked.customer,
            limits=[str(limit) for limit in asked.limits],
            words=asked.words.strip(),
            reason=asked.reason.strip(),
            state=RestrictionState.PROPOSED,
            review_date=asked.review_date,
            asked_at=at,
            asked_by_id=by.user_id,
            asked_by=by.actor.label,
        )
        fact = event_types.RestrictionAsked(asked.customer.pk, made.limits)
        events.record(fact, subject=made.uuid, by=by.actor, at=at)
    return made


def answer_restriction(*, restriction: Restriction, approve: bool, by: Viewer, at: datetime) -> Restriction:
    """Raises NotAllowed and NeedsAnother."""
    with transaction():
        current = restriction_locked(restriction, by, RestrictionState.PROPOSED)
        if by.user_id == current.asked_by_id or handles_complaint_of(customer_id=current.customer_id, viewer=by):
            raise NeedsAnother
        current.state = RestrictionState.IN_FORCE if approve else RestrictionState.REFUSED
        current.answered_at, current.answered_by_id, current.answered_by = at, by.user_id, by.actor.label
        current.save()
        fact = event_types.RestrictionAnswered(current.customer_id, current.state)
        events.record(fact, subject=current.uuid, by=by.actor, at=at)
    return current


@transaction_required
def restriction_locked(restriction: Restriction, by: Viewer, state: RestrictionState) -> Restriction:
    if not permissions.may_decide(viewer=by):
        raise NotAllowed
    current = Restriction.objects.select_for_update().get(pk=restriction.pk)
    if current.state != state:
        raise RestrictionRefused(_("Somebody was faster. Look at how it stands now."))
    return current
