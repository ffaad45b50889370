"""Say who looks at which closings, and what has to be shown. The history of a rule is the event log."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from townline.accounts.rights import actor_who_may_change
from townline.accounts.values import Viewer
from townline.core.actor import Actor
from townline.core.changes import apply
from townline.core.errors import OperationRefused
from townline.core.subjects import subject_uuid
from townline.core.transactions import transaction
from townline.events import operations as events
from townline.service_requests import closing_event_types
from townline.service_requests.closing_values import Approval, Ending, Evidence, Size
from townline.service_requests.models import ClosingRule


class ClosingRuleRefused(OperationRefused):
    message = _("Say who looks at the closing.")


def save_closing_rule(
    *, rule: ClosingRule | None, values: dict[str, object], by: Viewer | Actor, at: datetime
) -> ClosingRule:
    """`values` are the fields to change; no rule means a new one. Holds for closings from now on. Raises NotAllowed, ClosingRuleRefused."""
    actor = actor_who_may_change(by)
    rule = rule or ClosingRule()
    changes = apply(rule, values)
    _check(rule)
    with transaction():
        rule.save()
        fact = closing_event_types.ClosingRuleChanged(rule.pk, changes)
        events.record(fact, subject=subject_uuid(kind="closing_rule", id=rule.pk), by=actor, at=at)
    return rule


def _check(rule: ClosingRule) -> None:
    if rule.approval not in Approval.values:
        raise ClosingRuleRefused
    if rule.approval == Approval.SAMPLED and not 1 <= (rule.percent or 0) <= 100:
        raise ClosingRuleRefused(_("Say how many of a hundred are looked at afterwards: from 1 to 100."))
    if rule.approval != Approval.SAMPLED and rule.percent is not None:
        raise ClosingRuleRefused(_("A percentage belongs to “some are looked at afterwards” only."))
    if rule.size not in {"", *Size.values} or rule.ending not in {"", *Ending.values} or rule.ending == Ending.IMPORTED:
        raise ClosingRuleRefused(_("Choose one of the answers."))
    if not set(rule.evidence) <= set(Evidence.values):
        raise ClosingRuleRefused(_("Choose what has to be shown from the list."))
    if rule.ending in {Ending.DECLINED, Ending.CANCELLED} and (rule.evidence or rule.size):
        raise ClosingRuleRefused(_("Where no work was done there is no size and nothing to show but the reason."))
