"""Services: what a draft would change, putting it in force, its versions and the way back."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from townline.accounts.permissions import Capability
from townline.catalog import operations as catalog_operations
from townline.catalog import queries as catalog
from townline.catalog.definitions import DefinitionRefused
from townline.core.errors import NotAllowed, NotFound, OperationRefused
from townline.core.subjects import subject_uuid
from townline.desk.forms.settings_services import PublishForm
from townline.desk.presenters.settings_history import entries_of
from townline.desk.presenters.settings_services import differences, preview
from townline.desk.views.access import DeskRequest, page, staff_page
from townline.desk.views.settings_kinds import may_change
from townline.desk.views.settings_services import GET_AND_POST, crumbs_of, editor, language_of, url_of
from townline.events import queries as events


@GET_AND_POST
@staff_page(Capability.CHANGE_SETTINGS)
def review(request: DeskRequest, code: str) -> HttpResponseBase:
    """What would change; with POST it does."""
    row = catalog.service_record(code=code)
    if row.draft is None:
        return redirect(url_of(row))
    if request.method == "POST":
        return _publish(request, row, row.draft, request.POST.get("note", ""))
    return page(
        request,
        "desk/settings/services/review.html",
        {
            "row": row,
            "title": row.name_fr if get_language() == "fr" else row.name_en,
            "changes": differences(before=row.definition, after=row.draft) if row.number else [],
            "is_first": row.number == 0,
            "preview": preview(row.draft, language=language_of(request)),
            "form": PublishForm(),
            "crumbs": crumbs_of(row, (url_of(row, "service_edit"), _("Change")), ("", _("Look at it"))),
        },
    )


def _publish(request: DeskRequest, row: Any, document: dict[str, Any], note: str) -> HttpResponseBase:
    try:
        saved = catalog_operations.publish(document=document, by=request.viewer, at=request.at, note=note.strip()[:200])
    except DefinitionRefused as refusal:
        return editor(request, row, document, fault=refusal)
    messages.success(request, _("Version %(number)s is in force on every channel.") % {"number": saved.number})
    return redirect(url_of(saved))


@require_POST
@staff_page(Capability.CHANGE_SETTINGS)
def act(request: DeskRequest, code: str) -> HttpResponseBase:
    row = catalog.service_record(code=code)
    doing = request.POST.get("do", "")
    if doing not in {"discard", "on", "off"}:
        raise NotFound
    try:
        messages.success(request, _do(request, row, doing))
    except NotAllowed:
        raise
    except OperationRefused as refusal:
        messages.error(request, str(refusal))
    return redirect(url_of(row))


def _do(request: DeskRequest, row: Any, doing: str) -> str:
    if doing == "discard":
        catalog_operations.discard_draft(service=row, by=request.viewer, at=request.at)
        return _("The draft is gone. What was in force still is.")
    catalog_operations.switch(service=row, is_active=doing == "on", by=request.viewer, at=request.at)
    return _("Offered again.") if doing == "on" else _("Off: no channel offers it. Requests stay as they are.")


@GET_AND_POST
@staff_page(Capability.READ_SETTINGS)
def version(request: DeskRequest, code: str, number: int) -> HttpResponseBase:
    """One version against the one before it; with POST it comes into force again, as a new version."""
    row = catalog.service_record(code=code)
    chosen = catalog.version_numbered(service=row, number=number)
    if request.method == "POST":
        note = _("Version %(number)s again") % {"number": number}
        return _publish(request, row, chosen.definition, note)
    earlier = catalog.version_numbered(service=row, number=number - 1).definition if number > 1 else {}
    return page(
        request,
        "desk/settings/services/version.html",
        {
            "row": row,
            "version": chosen,
            "is_in_force": number == row.number,
            "changes": differences(before=earlier, after=chosen.definition) if earlier else [],
            "preview": preview(chosen.definition, language=language_of(request)),
            "may_change": may_change(request),
            "crumbs": crumbs_of(row, ("", _("Version %(number)s") % {"number": number})),
        },
    )


@require_safe
@staff_page(Capability.READ_SETTINGS)
def history(request: DeskRequest, code: str) -> HttpResponseBase:
    row = catalog.service_record(code=code)
    log = list(events.history_of(subject=subject_uuid(kind="service", id=row.pk)))
    return page(
        request,
        "desk/settings/history.html",
        {
            "title": row.name_fr if get_language() == "fr" else row.name_en,
            "entries": entries_of(log, labels={}),
            "crumbs": crumbs_of(row, ("", _("History"))),
        },
    )
