"""Which team handles this service, here, with these answers?"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from townline.core.errors import NotFound
from townline.core.kept import Kept
from townline.routing.models import Rule
from townline.routing.values import Why, in_words, why

__all__ = ["Route", "all_rules", "covered_by", "imported_from", "in_words", "rule_by_id", "team_for"]

_OWN_TEAM = why(Why.OWN_TEAM)


@dataclass(frozen=True, slots=True)
class Route:
    """`rule_id` is empty when the service's own team takes it; `in_words` says `why`."""

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
            return Route(rule.team_id, rule.team.department_id, rule.pk, _reason(rule))
    return Route(default_team_id, default_department_id, None, _OWN_TEAM)


def imported_from(source: str) -> str:
    """Why, for a request that another system had given to its team already."""
    return why(Why.IMPORTED, source=source)


def _reason(rule: Rule) -> str:
    return why(
        Why.RULE,
        position=rule.position,
        service=rule.service_code,
        area=rule.area_code,
        question=rule.question_code,
        answer=rule.answer,
    )


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
