"""The editor: a draft is kept, looked at, and never lost to somebody faster."""

import hashlib
import json
from typing import Any

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from townline.accounts.permissions import Capability
from townline.catalog import documents
from townline.catalog import operations as catalog_operations
from townline.catalog import queries as catalog
from townline.catalog.definitions import DefinitionRefused
from townline.desk.forms.services.typed import document_of
from townline.desk.views.access import DeskRequest, page, staff_page
from townline.desk.views.services.changing import change
from townline.desk.views.services.forms import editor_context
from townline.desk.views.services.naming import crumbs_of, url_of
from townline.ui.localised import localised


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Capability.CHANGE_SETTINGS)
def edit(request: DeskRequest, code: str) -> HttpResponseBase:
    row = catalog.service_record(code=code)
    current = row.draft or row.definition
    if request.method != "POST":
        return editor(request, row, current, fault=fault_of(current) if "check" in request.GET else None)
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
    if doing == "look" and fault_of(document) is None:
        return redirect(url_of(row, "service_review"))
    messages.success(request, _("Draft kept. Nobody sees it until it is put in force."))
    return redirect(url_of(row, "service_edit") + "?check=1")


def fault_of(document: dict[str, Any]) -> DefinitionRefused | None:
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
            "title": localised(row.name),
            "seen": seen or stamp_of(row.draft or row.definition),
            **editor_context(document, fault),
            "crumbs": crumbs_of(row, ("", _("Change"))),
        },
        status=422 if fault else status,
    )
