"""How long a stage takes is a setting."""

from dataclasses import asdict
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from townline.accounts.permissions import Capability
from townline.accounts.values import Viewer
from townline.complaints import event_types
from townline.complaints.models import StageRule
from townline.complaints.queries.rules import rule_of
from townline.complaints.values import SHIPPED, Rule
from townline.core.errors import NotAllowed, OperationRefused
from townline.core.subjects import subject_uuid
from townline.core.transactions import transaction
from townline.events import operations as events
from townline.service_levels.values import Unit

FIELDS = ("days", "unit", "inform_days", "escalate_days")


class RuleRefused(OperationRefused):
    message = _("Give whole numbers of days, at least one.")


def set_stage_rule(*, rule: Rule, by: Viewer, at: datetime) -> None:
    """Holds for what comes in from now on; promises that were made stay. Raises NotAllowed and RuleRefused."""
    if not by.can(Capability.CHANGE_SETTINGS):
        raise NotAllowed
    if min(rule.days, rule.inform_days, rule.escalate_days) < 1 or rule.stage not in SHIPPED:
        raise RuleRefused
    if rule.unit not in {Unit.CALENDAR_DAYS, Unit.BUSINESS_DAYS}:
        raise RuleRefused
    before, after = asdict(rule_of(stage=rule.stage)), asdict(rule)
    changes = {name: [before[name], after[name]] for name in FIELDS if before[name] != after[name]}
    if not changes:
        return
    with transaction():
        StageRule.objects.update_or_create(stage=rule.stage, defaults={name: after[name] for name in FIELDS})
        subject = subject_uuid(kind="complaint_stage", id=rule.stage)
        events.record(event_types.StageRuleChanged(rule.stage, changes), subject=subject, by=by.actor, at=at)
