"""A draft is looked at and put in force."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from townline.accounts.permissions import Capability
from townline.catalog import operations as catalog_operations
from townline.catalog import queries as catalog
from townline.catalog.definitions import DefinitionRefused
from townline.desk.forms.services.publish import PublishForm
from townline.desk.presenters.settings_services import differences, preview
from townline.desk.views.access import DeskRequest, page, staff_page
from townline.desk.views.services.edit import editor
from townline.desk.views.services.naming import crumbs_of, language_of, url_of
from townline.ui.localised import localised


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Capability.CHANGE_SETTINGS)
def review(request: DeskRequest, code: str) -> HttpResponseBase:
    """What would change; with POST it does."""
    row = catalog.service_record(code=code)
    if row.draft is None:
        return redirect(url_of(row))
    if request.method == "POST":
        return put_in_force(request, row, row.draft, request.POST.get("note", ""))
    return page(
        request,
        "desk/settings/services/review.html",
        {
            "row": row,
            "title": localised(row.name),
            "changes": differences(before=row.definition, after=row.draft) if row.number else [],
            "is_first": row.number == 0,
            "preview": preview(row.draft, language=language_of(request)),
            "form": PublishForm(),
            "crumbs": crumbs_of(row, (url_of(row, "service_edit"), _("Change")), ("", _("Look at it"))),
        },
    )


def put_in_force(request: DeskRequest, row: Any, document: dict[str, Any], note: str) -> HttpResponseBase:
    try:
        saved = catalog_operations.publish(document=document, by=request.viewer, at=request.at, note=note.strip()[:200])
    except DefinitionRefused as refusal:
        return editor(request, row, document, fault=refusal)
    messages.success(request, _("Version %(number)s is in force on every channel.") % {"number": saved.number})
    return redirect(url_of(saved))
