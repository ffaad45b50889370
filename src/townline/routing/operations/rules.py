"""Add, change and remove rules."""

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
from townline.routing import event_types
from townline.routing.models import Rule


class RuleRefused(OperationRefused):
    message = _("Choose a team. A rule about an answer needs the question and the answer.")


def save_rule(*, rule: Rule | None, values: dict[str, object], by: Viewer | Actor, at: datetime) -> Rule:
    """`values` are the fields to change (`team_id` for the team); no rule means a new one. Raises NotAllowed, RuleRefused."""
    actor = actor_who_may_change(by)
    rule = rule or Rule()
    with transaction():
        changes = apply(rule, values)
        if not rule.team_id or bool(rule.question_code) != bool(rule.answer):
            raise RuleRefused
        rule.save()
        fact = event_types.RuleChanged(rule.pk, changes)
        events.record(fact, subject=subject_uuid(kind="routing_rule", id=rule.pk), by=actor, at=at)
    return rule


def delete_rule(*, rule: Rule, by: Viewer | Actor, at: datetime) -> None:
    """Its history stays in the log, with every value it had."""
    actor = actor_who_may_change(by)
    names = ("position", "service_code", "area_code", "question_code", "answer", "team_id", "note", "is_active")
    with transaction():
        fact = event_types.RuleChanged(rule.pk, {name: [getattr(rule, name), None] for name in names})
        events.record(fact, subject=subject_uuid(kind="routing_rule", id=rule.pk), by=actor, at=at)
        rule.delete()
