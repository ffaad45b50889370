"""What was typed, as a document; what is wrong with it is said when it is put in force."""

import re
from collections.abc import Mapping
from typing import Any

from townline.catalog.definitions import Datatype
from townline.core.words import plain
from townline.desk.forms.services.parts import CHOICES, FLAGS, NUMBERS, TEXTS
from townline.desk.forms.targets import targets_of


def document_of(data: Mapping[str, Any], *, code: str) -> dict[str, Any]:
    """The document as the page sent it, complete or not."""
    document: dict[str, Any] = {"code": code}
    document |= {name: _text(data, name) for name in TEXTS}
    document["keywords"] = {language: _words(data.get(f"keywords_{language}", "")) for language in ("en", "fr")}
    document |= {name: data.get(name, "") for name in CHOICES}
    document |= {name: _number(data.get(name, "")) for name in NUMBERS}
    document |= {name: name in data for name in FLAGS}
    document["channels"] = _list(data, "channels")
    document["targets"] = targets_of(data)
    document["questions"] = _questions(data)
    return document


def _questions(data: Mapping[str, Any]) -> list[dict[str, Any]]:
    questions = [_question(data, f"q{place}") for place in range(_count(data, "questions"))]
    for place, question in enumerate(questions):
        if not data.get(f"q{place}-code", "").strip():  # made from the words: it must not be the code of another
            taken = {other["code"] for other in questions if other is not question}
            question["code"] = _free(question["code"], taken)
    return questions


def _free(code: str, taken: set[str]) -> str:
    return next(
        name
        for number in range(1, 200)
        if (name := code if number == 1 else f"{code}-{number}") not in taken or not code
    )


def _question(data: Mapping[str, Any], prefix: str) -> dict[str, Any]:
    label = _text(data, f"{prefix}-label")
    datatype = data.get(f"{prefix}-datatype", Datatype.SINGLE.value)
    question: dict[str, Any] = {
        "code": data.get(f"{prefix}-code", "").strip() or _code_from(label["en"]),
        "datatype": datatype,
        "label": label,
        "help": _text(data, f"{prefix}-help"),
        "required": f"{prefix}-required" in data,
        "condition": _condition(_list(data, f"{prefix}-after")),
        "choices": [],
    }
    if datatype in set(Datatype) and Datatype(datatype).has_choices:
        places = range(_count(data, f"{prefix}-choices"))
        question["choices"] = [_choice(data, f"{prefix}c{place}") for place in places]
    return question


def _choice(data: Mapping[str, Any], prefix: str) -> dict[str, Any]:
    name = _text(data, f"{prefix}-name")
    key = data.get(f"{prefix}-key", "").strip() or _code_from(name["en"])
    return {"key": key, "name": name, "stop": _text(data, f"{prefix}-stop")}


def _condition(chosen: list[str]) -> dict[str, Any] | None:
    pairs = [tuple(item.split("=", 1)) for item in chosen if "=" in item]
    if not pairs:
        return None
    question = pairs[0][0]
    return {"question": question, "values": [value for name, value in pairs if name == question]}


def _text(data: Mapping[str, Any], name: str) -> dict[str, str]:
    return {language: str(data.get(f"{name}_{language}", "")).strip() for language in ("en", "fr")}


def _words(text: str) -> list[str]:
    return list(dict.fromkeys(word.strip() for word in text.splitlines() if word.strip()))


def _number(said: object) -> int | str:
    text = str(said).strip()
    return int(text) if text.isdigit() else text


def _list(data: Mapping[str, Any], name: str) -> list[str]:
    getlist = getattr(data, "getlist", None)
    return list(getlist(name)) if getlist else list(data.get(name, []))


def _count(data: Mapping[str, Any], name: str) -> int:
    text = str(data.get(name, "0"))
    return min(int(text), 100) if text.isdigit() else 0


def _code_from(words: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", plain(words)).strip("-")[:40].strip("-")
