"""What is wrong with a document, beside its field."""

from typing import Any

from django.utils.translation import gettext as _

from townline.catalog.definitions import DefinitionRefused
from townline.desk.forms.services.service import ServiceForm
from townline.desk.views.services.questions import QuestionPart


def tell(form: ServiceForm, parts: list[QuestionPart], fault: DefinitionRefused) -> Any:
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
