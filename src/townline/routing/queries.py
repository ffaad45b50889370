"""Which team handles this service, here, with these answers?"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from townline.core.errors import NotFound
from townline.core.kept import Kept
from townline.routing.models import Rule


@dataclass(frozen=True, slots=True)
class Route:
    """`rule_id` is empty when the service's own team takes it; `why` says it in words."""

    team_id: int
    department_id: int
    rule_id: int | None
    why: str


def team_for(
    *,
    service_code: str,
    default_team_id: int,
    default_department_id: int,
    areas: Iterable[str],
    answers: Mapping[str, Any],
) -> Route:
    """The team whose first rule matches; the service's own team if none does."""
    area_codes = set(areas)
    for rule in _kept.get():
        if rule.service_code in {"", service_code} and _matches(rule, area_codes, answers):
            return Route(rule.team_id, rule.team.department_id, rule.pk, explain(rule))
    return Route(default_team_id, default_department_id, None, _("The team of the service takes it."))


def _read_rules() -> list[Rule]:
    rules = Rule.objects.filter(is_active=True, team__is_active=True)
    return list(rules.select_related("team").order_by("position", "id"))


_kept = Kept(read=_read_rules)


def _matches(rule: Rule, area_codes: set[str], answers: Mapping[str, Any]) -> bool:
    if rule.area_code and rule.area_code not in area_codes:
        return False
    if not rule.question_code:
        return True
    given = answers.get(rule.question_code)
    return rule.answer in given if isinstance(given, list) else given == rule.answer


def explain(rule: Rule) -> str:
    """The conditions of a rule in words."""
    parts = []
    if rule.service_code:
        parts.append(_("service is %s") % rule.service_code)
    if rule.area_code:
        parts.append(_("area is %s") % rule.area_code)
    if rule.question_code:
        parts.append(_("%(question)s is %(answer)s") % {"question": rule.question_code, "answer": rule.answer})
    return _("Rule %(position)s: %(conditions)s.") % {
        "position": rule.position,
        "conditions": "; ".join(parts) or _("everything"),
    }


def covered_by(*, rules: Iterable[Rule]) -> dict[int, Rule]:
    """{id of a rule that can never match: the earlier rule that takes everything it would take}."""
    earlier: list[Rule] = []
    covered: dict[int, Rule] = {}
    for rule in rules:
        if not rule.is_active:
            continue
        first = next((other for other in earlier if _covers(other, rule)), None)
        if first:
            covered[rule.pk] = first
        earlier.append(rule)
    return covered


def _covers(wide: Rule, narrow: Rule) -> bool:
    wanted = ((wide.service_code, narrow.service_code), (wide.area_code, narrow.area_code))
    answer = (wide.question_code, wide.answer)
    return all(mine in {"", other} for mine, other in wanted) and answer in {
        ("", ""),
        (narrow.question_code, narrow.answer),
    }


def rule_by_id(*, rule_id: int) -> Rule:
    rule = all_rules().filter(pk=rule_id).first()
    if rule is None:
        raise NotFound
    return rule


def all_rules() -> QuerySet[Rule]:
    return Rule.objects.select_related("team", "team__department").order_by("position", "id")
