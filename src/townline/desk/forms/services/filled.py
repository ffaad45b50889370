"""A document as the page that shows it is filled."""

from typing import Any

from townline.desk.forms.services.parts import CHOICES, FLAGS, NUMBERS, TEXTS


def data_of(document: dict[str, Any]) -> dict[str, Any]:
    data: dict[str, Any] = {}
    for name in TEXTS:
        _spread(data, name, document.get(name))
    words = document.get("keywords") or {}
    data |= {f"keywords_{language}": "\n".join(words.get(language) or []) for language in ("en", "fr")}
    data |= {name: document.get(name, "") for name in (*CHOICES, *NUMBERS)}
    data |= {name: True for name in FLAGS if document.get(name, True)}
    data["channels"] = list(document.get("channels") or [])
    for place, question in enumerate(document.get("questions") or []):
        _spread_question(data, f"q{place}", question)
    return data


def _spread_question(data: dict[str, Any], prefix: str, question: dict[str, Any]) -> None:
    _spread(data, f"{prefix}-label", question.get("label"))
    _spread(data, f"{prefix}-help", question.get("help"))
    data[f"{prefix}-code"] = question.get("code", "")
    data[f"{prefix}-datatype"] = question.get("datatype", "")
    if question.get("required"):
        data[f"{prefix}-required"] = True
    condition = question.get("condition") or {}
    data[f"{prefix}-after"] = [f"{condition.get('question')}={value}" for value in condition.get("values") or []]
    for place, choice in enumerate(question.get("choices") or []):
        _spread(data, f"{prefix}c{place}-name", choice.get("name"))
        _spread(data, f"{prefix}c{place}-stop", choice.get("stop"))
        data[f"{prefix}c{place}-key"] = choice.get("key", "")


def _spread(data: dict[str, Any], name: str, text: Any) -> None:
    words = text if isinstance(text, dict) else {}
    data |= {f"{name}_{language}": words.get(language, "") for language in ("en", "fr")}
