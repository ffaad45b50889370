"""A draft is dropped; a service is switched off, or on again."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from townline.accounts.permissions import Capability
from townline.catalog import operations as catalog_operations
from townline.catalog import queries as catalog
from townline.core.errors import NotAllowed, NotFound, OperationRefused
from townline.desk.views.access import DeskRequest, staff_page
from townline.desk.views.services.naming import url_of


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
