"""Reach somebody: each try is written down with how it went, and the rule says when to try next."""

from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from townline.accounts.permissions import Capability
from townline.accounts.values import Viewer
from townline.core.errors import NotAllowed, OperationRefused
from townline.core.subjects import subject_uuid
from townline.core.transactions import transaction
from townline.events import operations as events
from townline.interactions import event_types, queries
from townline.interactions.models import AttemptRule, ContactAttempt, Interaction, Outreach
from townline.interactions.next_try import first_moment, next_try
from townline.interactions.operations.begin import begin, team_of
from townline.interactions.operations.start import wrapped_up_before
from townline.interactions.values import AttemptOutcome, Caller, Channel, Direction, OutreachState

if TYPE_CHECKING:
    from townline.customers.models import Customer

_ENDS = {
    AttemptOutcome.REACHED: OutreachState.REACHED,
    AttemptOutcome.WRONG_NUMBER: OutreachState.GIVEN_UP,
    AttemptOutcome.REFUSED: OutreachState.GIVEN_UP,
}


class NotToBeReached(OperationRefused):
    message = _("This person is reached already, or was given up.")


def open_outreach(
    *, customer: "Customer | None", subject: UUID | None, reason: str, by: Viewer, at: datetime
) -> Outreach:
    """Somebody is to be called or written to; it stands on the person's list from the first moment that suits."""
    if not by.can(Capability.RECORD_CONTACTS):
        raise NotAllowed
    rule = queries.attempt_rule(at=at)
    with transaction():
        outreach = Outreach.objects.create(
            customer=customer,
            subject=subject,
            reason=reason.strip(),
            owner_id=by.user_id,
            team_id=team_of(by=by),
            next_try_at=first_moment(rule=rule, earliest=at, quiet=queries.quiet_hours_of(customer=customer)),
            opened_at=at,
        )
        fact = event_types.OutreachOpened(outreach.customer_id, outreach.team_id)
        events.record(fact, subject=outreach.uuid, by=by.actor, at=at)
    return outreach


def record_attempt(
    *, outreach: Outreach, channel: str, outcome: str, note: str, by: Viewer, at: datetime
) -> Interaction | None:
    """Writes the try down. Somebody who was reached is a contact, open on the desk until it is wrapped up.

    Raises NotToBeReached, WrapUpFirst, NotAllowed.
    """
    if not by.can(Capability.RECORD_CONTACTS):
        raise NotAllowed
    how = AttemptOutcome(outcome)
    if how is AttemptOutcome.REACHED:
        wrapped_up_before(by=by)
    with transaction():
        outreach = Outreach.objects.select_for_update(of=("self",)).select_related("customer").get(pk=outreach.pk)
        if outreach.state != OutreachState.OPEN:
            raise NotToBeReached
        contact = _contact(outreach, channel, by, at) if how is AttemptOutcome.REACHED else None
        ContactAttempt.objects.create(
            outreach=outreach,
            tried_at=at,
            channel=Channel(channel).value,
            outcome=how.value,
            note=note.strip(),
            tried_by_id=by.user_id,
            interaction=contact,
        )
        _settle(outreach, how, at)
        fact = event_types.ContactAttempted(how.value, outreach.tries, outreach.state)
        events.record(fact, subject=outreach.uuid, by=by.actor, at=at)
    return contact


def _contact(outreach: Outreach, channel: str, by: Viewer, at: datetime) -> Interaction:
    contact = begin(channel=channel, caller=Caller(), customer=outreach.customer, by=by, at=at, direction=Direction.OUT)
    if outreach.subject:
        contact.subject = outreach.subject
        contact.save(update_fields=["subject"])
    return contact


def _settle(outreach: Outreach, how: AttemptOutcome, at: datetime) -> None:
    rule = queries.attempt_rule(at=at)
    outreach.tries += 1
    end = _ENDS.get(how) or (OutreachState.GIVEN_UP if outreach.tries >= rule.most_tries else None)
    if end is None:
        outreach.next_try_at = next_try(rule=rule, after=at, quiet=queries.quiet_hours_of(customer=outreach.customer))
    else:
        outreach.state, outreach.closed_at, outreach.next_try_at = end.value, at, None
    outreach.save(update_fields=["tries", "state", "closed_at", "next_try_at"])


def save_attempt_rule(*, values: dict[str, Any], by: Viewer, at: datetime) -> AttemptRule:
    """Holds for every try from now on; tries that are planned already keep their time."""
    if not by.can(Capability.CHANGE_SETTINGS):
        raise NotAllowed
    with transaction():
        rule = AttemptRule.objects.create(holds_from=at, **values)
        fact = event_types.AttemptRuleChanged(rule.most_tries, rule.hours_between, rule.other_half_of_day)
        events.record(fact, subject=subject_uuid(kind="attempt_rule", id="city"), by=by.actor, at=at)
    return rule
