"""A new service: empty, or a copy of another."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from townline.accounts import queries as accounts
from townline.accounts.permissions import Capability
from townline.catalog import operations as catalog_operations
from townline.catalog import queries as catalog
from townline.catalog.definitions import DefinitionRefused
from townline.desk.forms.services.new import NewServiceForm
from townline.desk.presenters.settings import crumbs
from townline.desk.views.access import DeskRequest, page, staff_page
from townline.desk.views.services.naming import url_of


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Capability.CHANGE_SETTINGS)
def new(request: DeskRequest) -> HttpResponseBase:
    form = NewServiceForm(request.POST or None, initial={"like": request.GET.get("like", "")})
    if request.method == "POST" and form.is_valid():
        try:
            row = catalog_operations.start_service(
                document=_first_document(form.cleaned_data), by=request.viewer, at=request.at
            )
        except DefinitionRefused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            messages.success(request, _("The draft is there. Nobody sees it until it is put in force."))
            return redirect(url_of(row, "service_edit"))
    return page(
        request,
        "desk/settings/services/new.html",
        {
            "form": form,
            "crumbs": crumbs((reverse("desk:settings_services"), _("Services")), ("", _("New service"))),
        },
        status=422 if form.errors else 200,
    )


def _first_document(given: dict[str, Any]) -> dict[str, Any]:
    """A copy of another service, or an empty one whose sentence is its name until somebody writes a better one."""
    name = {"en": given["name_en"], "fr": given["name_fr"]}
    if given["like"]:
        return {**catalog.service_record(code=given["like"]).definition, "code": given["code"], "name": name}
    team = accounts.team_coded(code=given["team_code"])
    return {
        "code": given["code"],
        "name": name,
        "summary": name,
        "group_code": given["group_code"],
        "department_code": team.department.code,
        "team_code": team.code,
    }
