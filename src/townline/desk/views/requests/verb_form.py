"""The form of a verb, with what can be chosen in it now."""

from typing import Any

from townline.desk.forms.closing import CompleteForm
from townline.desk.forms.requests import AssignForm, VerbForm
from townline.desk.presenters.choices import assign_targets
from townline.desk.views.access import DeskRequest
from townline.desk.views.requests.verbs import VerbPage
from townline.service_requests.queries import Record, closing


def verb_form(request: DeskRequest, verb_page: VerbPage, found: Record, *, data: Any = None) -> VerbForm:
    options: dict[str, Any] = {"initial": {"version": found.request.version, "target": request.GET.get("target", "")}}
    if verb_page.form is AssignForm:
        options["targets"] = assign_targets(viewer=request.viewer)
    if verb_page.form is CompleteForm:
        options["needs"] = closing.rules_of(request=found.request)
    if data is not None:
        return verb_page.form(data, request.FILES, **options)
    return verb_page.form(**options)
