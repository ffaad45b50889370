"""The forms of the questions and of their choices, each in its place."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language

from townline.catalog.definitions import Datatype
from townline.core.language import Text
from townline.desk.forms.services.questions import ChoiceForm, QuestionForm


@dataclass(frozen=True, slots=True)
class ChoicePart:
    place: int
    form: ChoiceForm


@dataclass(frozen=True, slots=True)
class QuestionPart:
    place: int
    number: int
    title: str
    form: QuestionForm
    choices: list[ChoicePart]
    has_choices: bool
    may_depend: bool
    is_first: bool
    is_last: bool


def question_parts(document: dict[str, Any], data: dict[str, Any]) -> list[QuestionPart]:
    questions = document.get("questions") or []
    parts: list[QuestionPart] = []
    earlier: list[tuple[object, object]] = []
    for place, question in enumerate(questions):
        choices = question.get("choices") or []
        title = Text.from_json(question.get("label") or {}).in_(get_language() or "en")
        parts.append(
            QuestionPart(
                place=place,
                number=place + 1,
                title=title,
                form=QuestionForm(data, prefix=f"q{place}", earlier=list(earlier)),
                choices=[
                    ChoicePart(number, ChoiceForm(data, prefix=f"q{place}c{number}")) for number in range(len(choices))
                ],
                has_choices=question.get("datatype") in {Datatype.SINGLE, Datatype.MULTIPLE},
                may_depend=bool(earlier),
                is_first=place == 0,
                is_last=place == len(questions) - 1,
            )
        )
        earlier += _answers(question, title)
    return parts


def _answers(question: dict[str, Any], title: str) -> list[tuple[object, object]]:
    language = get_language() or "en"
    return [
        (
            f"{question.get('code')}={choice.get('key')}",
            f"{title} {Text.from_json(choice.get('name') or {}).in_(language)}",
        )
        for choice in question.get("choices") or []
    ]
