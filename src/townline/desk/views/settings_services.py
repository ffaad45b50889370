"""Services: the list, a new one, one of them, the editor."""

import hashlib
import json
from typing import Any

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from townline.accounts import queries as accounts
from townline.accounts.permissions import Capability
from townline.catalog import documents
from townline.catalog import operations as catalog_operations
from townline.catalog import queries as catalog
from townline.catalog.definitions import DefinitionRefused
from townline.core.words import plain
from townline.customers import queries as customers
from townline.desk.forms.settings_services import NewServiceForm, document_of
from townline.desk.presenters.settings import crumbs, matching, said
from townline.desk.presenters.settings_services import NAMES, preview
from townline.desk.presenters.targets import target_lines
from townline.desk.views.access import DeskRequest, page, staff_page
from townline.desk.views.settings_kinds import may_change
from townline.desk.views.settings_organisation import in_language
from townline.desk.views.settings_service_editor import change, editor_context

GET_AND_POST = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@staff_page(Capability.READ_SETTINGS)
def services(request: DeskRequest) -> HttpResponseBase:
    words, group = request.GET.get("q", "").strip(), request.GET.get("group", "")
    rows = [row for row in catalog.all_services() if group in {"", row.group.code}]
    table = sorted(matching([_cells(row) for row in rows], words), key=lambda cells: plain(cells[0]["text"]))
    return page(
        request,
        "desk/settings/services/list.html",
        {
            "rows": table,
            "words": words,
            "group": group,
            "groups": [(row.code, in_language(row)) for row in catalog.all_groups()],
            "columns": [
                {"name": name}
                for name in (_("Service"), _("Group"), _("Team"), _("Who sees it"), _("Version"), _("State"))
            ],
            "may_change": may_change(request),
            "crumbs": crumbs(("", _("Services"))),
        },
    )


def _cells(row: Any) -> list[object]:
    name = row.name_fr if get_language() == "fr" else row.name_en
    seen = {"public": _("Everybody"), "private": _("Customer and staff"), "enforcement": _("Sealed")}[row.visibility]
    return [
        {"text": name, "url": url_of(row)},
        in_language(row.group),
        in_language(row.team) if row.team else "—",
        seen,
        row.number or "—",
        state_of(row),
    ]


def state_of(row: Any) -> str:
    if row.number == 0:
        return _("Not published yet")
    state = _("On offer") if row.is_active else _("Switched off")
    return _("%(state)s, with a draft") % {"state": state} if row.draft else state


def url_of(row: Any, name: str = "service") -> str:
    return reverse(f"desk:settings_{name}", args=[row.code])


@GET_AND_POST
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


@require_safe
@staff_page(Capability.READ_SETTINGS)
def service(request: DeskRequest, code: str) -> HttpResponseBase:
    """What is in force, and the versions before."""
    row = catalog.service_record(code=code)
    return page(
        request,
        "desk/settings/services/record.html",
        {
            "row": row,
            "title": row.name_fr if get_language() == "fr" else row.name_en,
            "state": state_of(row),
            "preview": preview(row.definition, language=language_of(request)),
            "facts": _facts(row),
            "versions": list(catalog.versions_of(service=row)),
            "personas": _personas(code),
            "may_change": may_change(request),
            "crumbs": crumbs_of(row),
        },
    )


def _personas(code: str) -> list[tuple[str, str]]:
    """Invented people who need this service, to be read before it changes."""
    language = get_language() or "en"
    found = customers.personas_for(service_code=code)
    return [(row.name.in_(language), reverse("desk:settings_personas_record", args=[row.pk])) for row in found]


def language_of(request: DeskRequest) -> str:
    asked = request.GET.get("words", "")
    return asked if asked in {"en", "fr"} else ""


def _facts(row: Any) -> list[dict[str, object]]:
    """How it works, in the words of the editor."""
    form = editor_context(row.definition, None)["form"]
    shown = (
        "group_code",
        "department_code",
        "team_code",
        "visibility",
        "place",
        "resolution_days",
        "priority",
        "channels",
    )
    facts: list[dict[str, object]] = [{"name": NAMES[name], "value": said(form[name])} for name in shown]
    promises = target_lines(row.definition.get("targets") or [])
    return [*facts, {"name": _("Promises"), "value": promises or _("As the City promises for every service")}]


def crumbs_of(row: Any, *steps: tuple[str, str]) -> list[tuple[str, str]]:
    name = row.name_fr if get_language() == "fr" else row.name_en
    here = url_of(row) if steps else ""
    return crumbs((reverse("desk:settings_services"), _("Services")), (here, name), *steps)


# -- the editor -----------------------------------------------------------------------------------
@GET_AND_POST
@staff_page(Capability.CHANGE_SETTINGS)
def edit(request: DeskRequest, code: str) -> HttpResponseBase:
    row = catalog.service_record(code=code)
    current = row.draft or row.definition
    if request.method != "POST":
        return editor(request, row, current, fault=_fault(current) if "check" in request.GET else None)
    document = document_of(request.POST, code=code)
    doing = request.POST.get("do", "save")
    if doing not in {"save", "look"}:
        return editor(request, row, change(document, doing), seen=request.POST.get("seen", ""))
    if request.POST.get("seen") != stamp_of(current):
        messages.warning(
            request,
            _("Somebody else saved this service meanwhile. What you typed is below: save it again to keep yours."),
        )
        return editor(request, row, document, status=409)
    catalog_operations.save_draft(service=row, document=document, by=request.viewer, at=request.at)
    if doing == "look" and _fault(document) is None:
        return redirect(url_of(row, "service_review"))
    messages.success(request, _("Draft kept. Nobody sees it until it is put in force."))
    return redirect(url_of(row, "service_edit") + "?check=1")


def _fault(document: dict[str, Any]) -> DefinitionRefused | None:
    try:
        documents.read(document=document)
    except DefinitionRefused as refusal:
        return refusal
    return None


def stamp_of(document: dict[str, Any]) -> str:
    """Tells whether somebody saved it after this page was opened."""
    return hashlib.sha256(json.dumps(document, sort_keys=True).encode()).hexdigest()[:16]


def editor(
    request: DeskRequest,
    row: Any,
    document: dict[str, Any],
    *,
    fault: DefinitionRefused | None = None,
    seen: str = "",
    status: int = 200,
) -> HttpResponseBase:
    return page(
        request,
        "desk/settings/services/edit.html",
        {
            "row": row,
            "title": row.name_fr if get_language() == "fr" else row.name_en,
            "seen": seen or stamp_of(row.draft or row.definition),
            **editor_context(document, fault),
            "crumbs": crumbs_of(row, ("", _("Change"))),
        },
        status=422 if fault else status,
    )
