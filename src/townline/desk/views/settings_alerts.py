"""One message on every public page: proposed by one person, approved by another."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from townline.accounts.permissions import Capability
from townline.accounts.values import Viewer
from townline.catalog import operations as catalog_operations
from townline.catalog import queries as catalog
from townline.core.errors import NotAllowed, NotFound, OperationRefused
from townline.desk.forms.settings_alerts import AlertForm
from townline.desk.views.access import DeskRequest, staff_page
from townline.desk.views.settings_kinds.kind import Kind
from townline.ui.localised import localised

NAMES = ("text_en", "text_fr", "starts_at", "ends_at")


def _save(row: Any, values: dict[str, Any], by: Viewer, at: datetime) -> Any:
    return catalog_operations.save_alert(alert=row, values=values, by=by, at=at)


def _state(row: Any) -> str:
    if row.ends_at <= timezone.now():
        return _("Over")
    if not row.approved_at:
        return _("Waits for approval")
    return _("On every page now") if row.starts_at <= timezone.now() else _("Approved")


def _cells(row: Any) -> list[object]:
    days = [timezone.localtime(moment).strftime("%Y-%m-%d %H:%M") for moment in (row.starts_at, row.ends_at)]
    return [localised(row.text), _state(row), *days, row.proposed_by, row.approved_by or "—"]


def _beside(request: DeskRequest, row: Any) -> dict[str, object]:
    viewer = request.viewer
    can = viewer.can(Capability.CHANGE_SETTINGS) or viewer.can(Capability.APPROVE)
    running = row.ends_at > request.at
    return {
        "alert_text": localised(row.text),
        "state": _state(row),
        "waits": running and not row.approved_at,
        "may_approve": can and running and not row.approved_at and row.proposed_by != viewer.actor.label,
        "may_end": can and running and bool(row.approved_at),
    }


ALERTS = Kind(
    name="alerts",
    subject="alert",
    title=gettext_lazy("Alerts"),
    about=gettext_lazy(
        "One message above every public page, for a storm or an outage. Two people are needed: one writes, another approves."
    ),
    new_text=gettext_lazy("New alert"),
    columns=(
        gettext_lazy("Alert"),
        gettext_lazy("State"),
        gettext_lazy("From"),
        gettext_lazy("Until"),
        gettext_lazy("Written by"),
        gettext_lazy("Approved by"),
    ),
    rows=catalog.all_alerts,
    cells=_cells,
    find=lambda number: catalog.alert_by_id(alert_id=number),
    form=AlertForm,
    write=_save,
    initial=lambda row: {name: getattr(row, name) for name in NAMES},
    beside=_beside,
    template="desk/settings/alert.html",
    put_back=_save,
    saved=gettext_lazy("Saved. Somebody else approves it before it is shown."),
)


@require_POST
@staff_page(Capability.READ_SETTINGS)
def act(request: DeskRequest, number: int) -> HttpResponseBase:
    alert = catalog.alert_by_id(alert_id=number)
    doing = {"approve": catalog_operations.approve_alert, "end": catalog_operations.end_alert}.get(
        request.POST.get("do", "")
    )
    if doing is None:
        raise NotFound
    try:
        doing(alert=alert, by=request.viewer, at=request.at)
    except NotAllowed:
        raise
    except OperationRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _state(alert))
    return redirect(ALERTS.url_of(alert))
