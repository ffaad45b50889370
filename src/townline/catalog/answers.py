"""Check what a person answered against the questions of a service. Pure values, no database."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from townline.catalog.definitions import Choice, Datatype, Question, ServiceDefinition
from townline.core.errors import OperationRefused

LONGEST = {Datatype.STRING: 255, Datatype.TEXT: 4_000}
MOST_DECIMALS = 12
Answers = dict[str, Any]


class AnswersRejected(OperationRefused):
    """`errors` is {question code: sentence}."""

    def __init__(self, errors: dict[str, str]) -> None:
        self.errors = errors
        super().__init__(" ".join(errors.values()))


def is_asked(*, question: Question, answers: Mapping[str, Any]) -> bool:
    """Is its condition met by the other answers?"""
    if question.condition is None:
        return True
    return bool(set(_as_list(answers.get(question.condition.question))) & set(question.condition.values))


def check(*, definition: ServiceDefinition, answers: Mapping[str, Any]) -> Answers:
    """The answers that count, cleaned; those to questions that are not asked are dropped.

    Raises AnswersRejected. A hazard is not refused here: sites ask `hazard_in` first and say what to do at once.
    """
    kept: Answers = {}
    errors: dict[str, str] = {}
    for question in definition.questions:
        if question.datatype is Datatype.STATEMENT or not is_asked(question=question, answers=kept):
            continue
        try:
            value = _clean(question, answers.get(question.code))
        except ValueError as error:
            errors[question.code] = str(error)
            continue
        if value not in ("", [], None):
            kept[question.code] = value
    if errors:
        raise AnswersRejected(errors)
    return kept


def hazard_in(*, definition: ServiceDefinition, answers: Mapping[str, Any]) -> Choice | None:
    """The first chosen answer that stops the form."""
    for question in definition.questions:
        for key in _as_list(answers.get(question.code)):
            choice = question.choice(key)
            if choice and choice.stop and is_asked(question=question, answers=answers):
                return choice
    return None


def _as_list(value: Any) -> list[str]:
    if value in (None, ""):
        return []
    return [str(item) for item in value] if isinstance(value, list | tuple) else [str(value)]


def _clean(question: Question, raw: Any) -> Any:
    values = [item.strip() for item in _as_list(raw) if item.strip()]
    if not values:
        if question.required:
            raise ValueError(_("Answer this question."))
        return None
    if question.datatype.has_choices:
        return _clean_choices(question, values)
    if len(values) > 1:
        raise ValueError(_("Give one answer only."))
    return _clean_one(question.datatype, values[0])


def _clean_choices(question: Question, values: list[str]) -> Any:
    if any(question.choice(value) is None for value in values):
        raise ValueError(_("Choose one of the answers in the list."))
    if question.datatype is Datatype.MULTIPLE:
        return list(dict.fromkeys(values))
    if len(values) > 1:
        raise ValueError(_("Choose one answer only."))
    return values[0]


def _clean_one(datatype: Datatype, value: str) -> str:
    if "\x00" in value:
        raise ValueError(_("Remove the characters that cannot be shown."))
    if datatype is Datatype.NUMBER:
        return _number(value)
    if datatype is Datatype.DATETIME:
        return _datetime(value)
    longest = LONGEST[datatype]
    if len(value) > longest:
        raise ValueError(_("Write at most %s characters.") % longest)
    return value


def _number(value: str) -> str:
    try:
        number = Decimal(value.replace(" ", "").replace(",", "."))
    except InvalidOperation:
        raise ValueError(_("Write a number, for example 12.")) from None
    if not number.is_finite() or abs(number) >= Decimal(10) ** 15:
        raise ValueError(_("Write a smaller number."))
    if int(number.as_tuple().exponent) < -MOST_DECIMALS:  # 1e-999999 would be written out in a million digits
        raise ValueError(_("Write a number, for example 12."))
    return format(number.normalize(), "f")


def _datetime(value: str) -> str:
    try:
        return datetime.fromisoformat(value).isoformat()
    except ValueError:
        raise ValueError(_("Write a date such as 2026-06-12, with a time if you know it.")) from None
