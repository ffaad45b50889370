"""How long each class of records is kept, and by what right."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from townline.core.language import Text
from townline.desk.presenters.days import day
from townline.records_office.values import Rule


def months_words(rule: Rule) -> str:
    if rule.maximum is None:
        return _("at least %(least)s months, no end") % {"least": rule.minimum}
    return _("at least %(least)s months, at most %(most)s, after the last use") % {
        "least": rule.minimum,
        "most": rule.maximum,
    }


def schedule_columns() -> list[dict[str, object]]:
    names = [_("Class of records"), _("At least, months"), _("At most, months"), _("By what right"), _("Confirmed")]
    return [{"name": name, "number": index in {1, 2}} for index, name in enumerate(names)]


def schedule_rows(rules: Sequence[Rule], confirmed: Collection[str]) -> tuple[list[list[object]], int]:
    """The rows, and how many the city has not confirmed."""
    language = get_language() or "en"
    rows: list[list[object]] = [
        [
            {"text": str(rule.retention.label), "url": reverse("desk:records_rule", args=[rule.retention.value])},
            rule.minimum,
            "—" if rule.maximum is None else rule.maximum,
            Text(rule.authority_en, rule.authority_fr).in_(language),
            _("yes") if rule.retention.value in confirmed else _("no"),
        ]
        for rule in rules
    ]
    return rows, sum(1 for rule in rules if rule.retention.value not in confirmed)


def rule_history(history: Sequence[tuple[datetime, str, Mapping[str, Sequence[Any]]]]) -> list[str]:
    names = {
        "minimum": _("at least"),
        "maximum": _("at most"),
        "authority_en": _("by what right, in English"),
        "authority_fr": _("by what right, in French"),
    }
    lines = []
    for at, who, changes in history:
        said_changes = "; ".join(
            _("%(field)s: %(before)s → %(after)s")
            % {"field": names.get(field, field), "before": _or_dash(before), "after": _or_dash(after)}
            for field, (before, after) in changes.items()
        )
        lines.append(f"{day(at)}, {who}: {said_changes or _('confirmed as shipped')}")
    return lines


def _or_dash(value: object) -> object:
    return "—" if value is None or value == "" else value
