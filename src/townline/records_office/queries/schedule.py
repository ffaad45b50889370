"""The schedule to read: the city's own rules, the shipped ones where it has none."""

from datetime import datetime

from townline.core.errors import NotFound
from townline.core.subjects import subject_uuid
from townline.events import queries as events
from townline.privacy.values import RetentionClass
from townline.records_office.models import RetentionRule
from townline.records_office.schedule import DEFAULT_RULES, SHIPPED
from townline.records_office.values import Rule


def rules() -> list[Rule]:
    """One for each class, in the order of the shipped schedule."""
    own = {row.retention: _rule(row) for row in RetentionRule.objects.all()}
    return [own.get(rule.retention.value, rule) for rule in DEFAULT_RULES]


def rule_of(*, retention: str) -> Rule:
    """Raises NotFound for a class that there is not."""
    row = RetentionRule.objects.filter(retention=retention).first()
    if row is not None:
        return _rule(row)
    if retention not in SHIPPED:
        raise NotFound
    return SHIPPED[retention]


def confirmed() -> frozenset[str]:
    """The classes whose rule somebody of the city has said to be theirs."""
    return frozenset(RetentionRule.objects.values_list("retention", flat=True))


def history_of_rule(*, retention: str) -> list[tuple[datetime, str, dict[str, list[object]]]]:
    """(when, who, {field: [before, after]}), the newest first."""
    found = events.history_of(subject=subject_uuid(kind="retention_rule", id=retention))
    return [(row.occurred_at, row.actor_label, row.data["changes"]) for row in found.reverse()]


def _rule(row: RetentionRule) -> Rule:
    return Rule(
        RetentionClass(row.retention), row.minimum_months, row.maximum_months, row.authority_en, row.authority_fr
    )
