"""A service for its settings pages: what differs between two versions, what a resident sees."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from townline.core.language import Text
from townline.desk.presenters.targets import target_lines

NAMES = {
    "name": gettext_lazy("Name"),
    "summary": gettext_lazy("In one sentence"),
    "what_we_do": gettext_lazy("What we do"),
    "when": gettext_lazy("When"),
    "cost": gettext_lazy("What it costs"),
    "keywords": gettext_lazy("What residents call it"),
    "group_code": gettext_lazy("Group"),
    "department_code": gettext_lazy("Department"),
    "team_code": gettext_lazy("Team"),
    "kind": gettext_lazy("Kind"),
    "visibility": gettext_lazy("Who may see requests"),
    "place": gettext_lazy("Place"),
    "photos_allowed": gettext_lazy("Photos may be added"),
    "anonymous_allowed": gettext_lazy("May be sent without a name"),
    "resolution_days": gettext_lazy("Business days until it is done"),
    "priority": gettext_lazy("Priority"),
    "minutes": gettext_lazy("Minutes that the form takes"),
    "channels": gettext_lazy("Offered"),
    "label": gettext_lazy("Words"),
    "help": gettext_lazy("Help"),
    "datatype": gettext_lazy("Answer"),
    "required": gettext_lazy("Must be answered"),
    "condition": gettext_lazy("Asked only after one of these answers"),
    "stop": gettext_lazy("Stop: what to do at once"),
    "order": gettext_lazy("Order"),
}


@dataclass(frozen=True, slots=True)
class Difference:
    name: str
    before: str
    after: str


def differences(*, before: dict[str, Any], after: dict[str, Any]) -> list[Difference]:
    """What is not the same, in the order of the page."""
    old, new = dict(_flat(before)), dict(_flat(after))
    names = list(dict.fromkeys([*new, *old]))
    return [
        Difference(name, old.get(name, ""), new.get(name, ""))
        for name in names
        if old.get(name, "") != new.get(name, "")
    ]


def _flat(document: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for name, words in NAMES.items():
        if name in document:
            yield from _said(str(words), document[name])
    yield _("Promises"), " · ".join(target_lines(document.get("targets") or []))
    questions = document.get("questions") or []
    yield _("Order of the questions"), " · ".join(str(item.get("code")) for item in questions)
    for question in questions:
        yield from _flat_question(question)


def _flat_question(question: dict[str, Any]) -> Iterator[tuple[str, str]]:
    place = _("Question “%s”") % question.get("code")
    for name in ("label", "help", "datatype", "required", "condition"):
        yield from _said(f"{place}: {NAMES[name]}", question.get(name))
    for choice in question.get("choices") or []:
        here = f"{place}: " + _("choice “%s”") % choice.get("key")
        yield from _said(here, choice.get("name"))
        yield from _said(f"{here}: {NAMES['stop']}", choice.get("stop"))


def _said(name: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict) and set(value) <= {"en", "fr"}:
        for language in ("en", "fr"):
            part = value.get(language, "")
            yield f"{name} ({language})", ", ".join(part) if isinstance(part, list) else str(part)
    elif isinstance(value, dict):
        yield name, f"{value.get('question')}: {', '.join(value.get('values') or [])}"
    elif isinstance(value, bool):
        yield name, _("Yes") if value else _("No")
    else:
        yield name, ", ".join(value) if isinstance(value, list) else str(value or "")


# -- as the resident sees it ----------------------------------------------------------------------
def preview(document: dict[str, Any], *, language: str = "") -> dict[str, Any]:
    """The words of one language, in the order of the report."""
    language = language or get_language() or "en"

    def words(value: object) -> str:
        return Text.from_json(value or {}).in_(language)

    questions = document.get("questions") or []
    labels = {item.get("code"): words(item.get("label")) for item in questions}
    names = {
        (item.get("code"), choice.get("key")): words(choice.get("name"))
        for item in questions
        for choice in item.get("choices") or []
    }
    return {
        **{name: words(document.get(name)) for name in ("name", "summary", "what_we_do", "when", "cost")},
        "language": language,
        "minutes": document.get("minutes"),
        "days": document.get("resolution_days"),
        "questions": [
            {
                "label": words(item.get("label")),
                "help": words(item.get("help")),
                "datatype": item.get("datatype"),
                "required": item.get("required"),
                "after": _after(item.get("condition"), labels, names),
                "choices": [
                    {"name": words(choice.get("name")), "stop": words(choice.get("stop"))}
                    for choice in item.get("choices") or []
                ],
            }
            for item in questions
        ],
    }


def _after(condition: Any, labels: dict[Any, str], names: dict[Any, str]) -> str:
    if not condition:
        return ""
    question = condition.get("question")
    answers = [names.get((question, value), value) for value in condition.get("values") or []]
    return f"{labels.get(question, question)} {' / '.join(answers)}"
