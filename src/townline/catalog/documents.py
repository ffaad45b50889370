"""Read a definition from its JSON document and write it back."""

import re
from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from townline.catalog.definitions import (
    CHANNELS,
    Choice,
    Condition,
    Datatype,
    DefinitionRefused,
    Keywords,
    Kind,
    PlaceRule,
    Question,
    ServiceDefinition,
    Visibility,
)
from townline.catalog.targets import Season, Target
from townline.core.language import Text
from townline.core.promised import ClockKind, Unit

E = TypeVar("E", bound=Enum)
_CODE = re.compile(r"[a-z0-9][a-z0-9_-]{0,79}")


def read(*, document: dict[str, Any]) -> ServiceDefinition:
    """Raises DefinitionRefused with the field that is wrong."""
    known = {item.name for item in fields(ServiceDefinition)}
    unknown = sorted(set(document) - known)
    if unknown:
        raise DefinitionRefused(unknown[0], _("“%s” is not a field of a service.") % unknown[0])
    definition = ServiceDefinition(
        code=_code(document, "code"),
        name=_both(document, "name"),
        summary=_both(document, "summary"),
        group_code=_code(document, "group_code"),
        department_code=_code(document, "department_code"),
        team_code=_code(document, "team_code"),
        what_we_do=Text.from_json(document.get("what_we_do")),
        when=Text.from_json(document.get("when")),
        cost=Text.from_json(document.get("cost")),
        keywords=_keywords(document.get("keywords") or {}),
        kind=_one_of(Kind, document, "kind", Kind.REQUEST),
        visibility=_one_of(Visibility, document, "visibility", Visibility.PUBLIC),
        anonymous_allowed=bool(document.get("anonymous_allowed", True)),
        place=_one_of(PlaceRule, document, "place", PlaceRule.REQUIRED),
        photos_allowed=bool(document.get("photos_allowed", True)),
        resolution_days=_whole(document, "resolution_days", 5, low=0, high=730),
        priority=_whole(document, "priority", 2, low=1, high=3),
        minutes=_whole(document, "minutes", 2, low=1, high=60),
        channels=tuple(document.get("channels") or CHANNELS),
        questions=tuple(_question_at(place, item) for place, item in enumerate(document.get("questions") or ())),
        targets=read_targets(items=document.get("targets") or ()),
    )
    _check_conditions(definition)
    return definition


def write(*, definition: ServiceDefinition) -> dict[str, Any]:
    result: dict[str, Any] = _plain(definition)
    return result


def _plain(value: Any) -> Any:
    if isinstance(value, Text):
        return value.as_json()
    if is_dataclass(value):
        return {item.name: _plain(getattr(value, item.name)) for item in fields(value)}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value.value if isinstance(value, Enum) else value


def read_targets(*, items: Iterable[dict[str, Any]]) -> tuple[Target, ...]:
    """A fault is named with its place: `targets.0.quantity`. Raises DefinitionRefused."""
    targets: list[Target] = []
    for place, item in enumerate(items):
        try:
            target = _target(item)
        except DefinitionRefused as refused:
            raise DefinitionRefused(f"targets.{place}.{refused.field}", str(refused)) from None
        if any(target.conditions == other.conditions for other in targets):
            raise DefinitionRefused(
                f"targets.{place}.kind", _("Another line promises the same thing for the same case.")
            )
        targets.append(target)
    return tuple(targets)


def write_targets(targets: Iterable[Target]) -> list[dict[str, Any]]:
    return [
        {
            "kind": target.kind.value,
            "quantity": target.quantity,
            "unit": target.unit.value,
            "priority": target.priority,
            "road_class": target.road_class,
            "season": target.season,
        }
        for target in targets
    ]


def _target(data: dict[str, Any]) -> Target:
    season = str(data.get("season") or "")
    if season and season not in set(Season):
        raise DefinitionRefused("season", _("Choose one of: %s.") % ", ".join(Season))
    return Target(
        kind=_one_of(ClockKind, data, "kind", ClockKind.RESOLUTION),
        quantity=_whole(data, "quantity", 0, low=1, high=2_000),
        unit=_one_of(Unit, data, "unit", Unit.BUSINESS_DAYS),
        priority=_whole(data, "priority", 2, low=1, high=3) if data.get("priority") else None,
        road_class=str(data.get("road_class") or "").strip()[:10],
        season=season,
    )


def _code(document: dict[str, Any], name: str) -> str:
    code = str(document.get(name, ""))
    if not _CODE.fullmatch(code):
        raise DefinitionRefused(name, _("A code has small letters, digits, “-” and “_” only, and at most 80 of them."))
    return code


def _both(document: dict[str, Any], name: str) -> Text:
    text = Text.from_json(document.get(name))
    if not (text.en.strip() and text.fr.strip()):
        raise DefinitionRefused(name, _("Write this in English and in French."))
    return text


def _one_of(kind: type[E], document: dict[str, Any], name: str, default: E) -> E:
    try:
        return kind(document.get(name) or default)
    except ValueError:
        raise DefinitionRefused(name, _("Choose one of: %s.") % ", ".join(str(one.value) for one in kind)) from None


def _whole(document: dict[str, Any], name: str, default: int, *, low: int, high: int) -> int:
    try:
        number = int(document.get(name, default))
    except (TypeError, ValueError):
        number = low - 1
    if not low <= number <= high:
        raise DefinitionRefused(name, _("Give a whole number from %(low)s to %(high)s.") % {"low": low, "high": high})
    return number


def _keywords(data: dict[str, Any]) -> Keywords:
    return Keywords(en=tuple(data.get("en") or ()), fr=tuple(data.get("fr") or ()))


def _question_at(place: int, data: dict[str, Any]) -> Question:
    """A fault is named with its place: `questions.0.label`, `questions.2.choices.1.name`."""
    try:
        return _question(data)
    except DefinitionRefused as refused:
        raise DefinitionRefused(f"questions.{place}.{refused.field}", str(refused)) from None


def _choice_at(place: int, data: dict[str, Any]) -> Choice:
    try:
        return Choice(_code(data, "key"), _both(data, "name"), Text.from_json(data.get("stop")))
    except DefinitionRefused as refused:
        raise DefinitionRefused(f"choices.{place}.{refused.field}", str(refused)) from None


def _condition(data: object) -> Condition | None:
    if not isinstance(data, dict) or not data.get("question"):
        return None
    values = tuple(str(value) for value in data.get("values") or ())
    if not values:
        raise DefinitionRefused("condition", _("Choose the answers after which this question is asked."))
    return Condition(str(data["question"]), values)


def _question(data: dict[str, Any]) -> Question:
    datatype = _one_of(Datatype, data, "datatype", Datatype.STRING)
    question = Question(
        code=_code(data, "code"),
        datatype=datatype,
        label=_both(data, "label"),
        help=Text.from_json(data.get("help")),
        required=bool(data.get("required", False)) and datatype is not Datatype.STATEMENT,
        condition=_condition(data.get("condition")),
        choices=tuple(_choice_at(place, item) for place, item in enumerate(data.get("choices") or ())),
    )
    if datatype.has_choices and not question.choices:
        raise DefinitionRefused("choices", _("A question with a list needs at least one choice."))
    keys = [choice.key for choice in question.choices]
    twice = next((place for place, key in enumerate(keys) if key in keys[:place]), None)
    if twice is not None:
        raise DefinitionRefused(f"choices.{twice}.key", _("Two choices have the code “%s”.") % keys[twice])
    return question


def _check_conditions(definition: ServiceDefinition) -> None:
    seen: dict[str, Question] = {}
    for place, question in enumerate(definition.questions):
        if question.code in seen:
            raise DefinitionRefused(f"questions.{place}.code", _("Two questions have the code “%s”.") % question.code)
        asked = question.condition
        if asked and asked.question not in seen:
            raise DefinitionRefused(
                f"questions.{place}.condition",
                _("“%s” depends on a question that does not come before it.") % question.code,
            )
        seen[question.code] = question
