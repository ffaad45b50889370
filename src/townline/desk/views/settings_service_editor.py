"""The editor of a service: its forms, and what each button does to the document before anything is kept."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from townline.catalog.definitions import Datatype, DefinitionRefused
from townline.core.language import Text
from townline.desk.forms.settings_services import ChoiceForm, QuestionForm, ServiceForm, data_of
from townline.desk.forms.targets import change_targets, target_parts, tell_target


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


def change(document: dict[str, Any], doing: str) -> dict[str, Any]:
    """`add`, `up:2`, `down:2`, `remove:2`, `choice:2`, `unchoice:2:0`; anything else leaves it as it is."""
    change_targets(document["targets"], doing)
    verb, *places = doing.split(":")
    numbers = [int(place) for place in places if place.isdigit()]
    questions: list[dict[str, Any]] = document["questions"]
    if verb == "add":
        questions.append({"code": "", "datatype": Datatype.SINGLE.value, "choices": [{}, {}]})
    if not numbers or numbers[0] >= len(questions):
        return document
    here = numbers[0]
    if verb == "remove":
        del questions[here]
    elif verb in {"up", "down"}:
        there = max(here - 1, 0) if verb == "up" else min(here + 1, len(questions) - 1)
        questions[here], questions[there] = questions[there], questions[here]
    elif verb == "choice":
        questions[here].setdefault("choices", []).append({})
    elif verb == "unchoice" and len(numbers) > 1 and numbers[1] < len(questions[here]["choices"]):
        del questions[here]["choices"][numbers[1]]
    return document


def editor_context(document: dict[str, Any], fault: DefinitionRefused | None) -> dict[str, Any]:
    data = data_of(document)
    form = ServiceForm(data)
    parts = _parts(document, data)
    promises = target_parts(document.get("targets") or [])
    faulty = (tell_target(promises, fault) or _tell(form, parts, fault)) if fault else None
    return {"form": form, "faulty": faulty, "questions": parts, "parts": promises, "texts": _texts(form)}


def _texts(form: ServiceForm) -> list[tuple[Any, Any]]:
    names = ("name", "summary", "what_we_do", "when", "cost", "keywords")
    return [(form[f"{name}_en"], form[f"{name}_fr"]) for name in names]


def _parts(document: dict[str, Any], data: dict[str, Any]) -> list[QuestionPart]:
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


def _tell(form: ServiceForm, parts: list[QuestionPart], fault: DefinitionRefused) -> Any:
    """Puts the fault beside its field; returns the form that has it, for the summary."""
    path = fault.field.split(".")
    target: Any = form
    if path[0] == "questions" and len(path) > 1 and int(path[1]) < len(parts):
        part = parts[int(path[1])]
        target, path = part.form, path[2:]
        if path[0] == "choices" and len(path) > 1 and int(path[1]) < len(part.choices):
            target, path = part.choices[int(path[1])].form, path[2:]
    name = {"condition": "after", "choices": "datatype"}.get(path[0], path[0])
    fields = [field for field in (name, f"{name}_en", f"{name}_fr") if field in target.fields]
    missing = [field for field in fields if not target.data.get(target.add_prefix(field))]
    if fields:
        target.add_error((missing or fields)[0], str(fault))
    else:
        target.add_error(None, _("%(field)s: %(fault)s") % {"field": fault.field, "fault": fault})
    return target
