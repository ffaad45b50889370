"""The forms on the editor's page."""

from typing import Any

from townline.catalog.definitions import DefinitionRefused
from townline.desk.forms.services.filled import data_of
from townline.desk.forms.services.service import ServiceForm
from townline.desk.forms.targets import target_parts, tell_target
from townline.desk.views.services.faults import tell
from townline.desk.views.services.questions import question_parts


def editor_context(document: dict[str, Any], fault: DefinitionRefused | None) -> dict[str, Any]:
    data = data_of(document)
    form = ServiceForm(data)
    parts = question_parts(document, data)
    promises = target_parts(document.get("targets") or [])
    faulty = (tell_target(promises, fault) or tell(form, parts, fault)) if fault else None
    return {"form": form, "faulty": faulty, "questions": parts, "parts": promises, "texts": _texts(form)}


def _texts(form: ServiceForm) -> list[tuple[Any, Any]]:
    names = ("name", "summary", "what_we_do", "when", "cost", "keywords")
    return [(form[f"{name}_en"], form[f"{name}_fr"]) for name in names]
