"""Set how long a class of records is kept."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from townline.accounts.permissions import Capability
from townline.accounts.values import Viewer
from townline.core.actor import Actor
from townline.core.errors import NotAllowed, OperationRefused
from townline.core.subjects import subject_uuid
from townline.core.transactions import transaction
from townline.events import operations as events
from townline.records_office import event_types
from townline.records_office.models import RetentionRule
from townline.records_office.queries import rule_of
from townline.records_office.schedule import DEFAULT_RULES
from townline.records_office.values import Rule

FIELDS = ("minimum", "maximum", "authority_en", "authority_fr")


class RuleRefused(OperationRefused):
    message = _("The maximum is not shorter than the minimum.")


def set_rule(*, rule: Rule, by: Viewer | Actor, at: datetime) -> RetentionRule:
    """The city's own rule for a class; set once, it is confirmed. Raises RuleRefused, NotAllowed."""
    if isinstance(by, Viewer) and not by.can(Capability.KEEP_RETENTION):
        raise NotAllowed
    if rule.maximum is not None and rule.maximum < rule.minimum:
        raise RuleRefused
    if not rule.authority_en.strip() or not rule.authority_fr.strip():
        raise RuleRefused(_("Say in both languages by which law or by-law: an auditor asks for it."))
    before = rule_of(retention=rule.retention)
    with transaction():
        row, is_new = RetentionRule.objects.update_or_create(
            retention=rule.retention,
            defaults={
                "minimum_months": rule.minimum,
                "maximum_months": rule.maximum,
                "authority_en": rule.authority_en.strip(),
                "authority_fr": rule.authority_fr.strip(),
            },
        )
        changes = {
            name: [getattr(before, name), getattr(rule, name)]
            for name in FIELDS
            if getattr(before, name) != getattr(rule, name)
        }
        if changes or is_new:
            fact = event_types.RetentionRuleChanged(rule.retention.value, changes)
            actor = by.actor if isinstance(by, Viewer) else by
            subject = subject_uuid(kind="retention_rule", id=rule.retention.value)
            events.record(fact, subject=subject, by=actor, at=at)
    return row


def confirm_shipped_rules(*, by: Viewer | Actor, at: datetime) -> None:
    """Takes the shipped schedule as the city's own."""
    for rule in DEFAULT_RULES:
        if not RetentionRule.objects.filter(retention=rule.retention).exists():
            set_rule(rule=rule, by=by, at=at)
