"""Closings that wait for a decision: the evidence beside each, approve or send back, one or many."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from townline.accounts.permissions import Capability
from townline.core.errors import OperationRefused
from townline.desk.forms.approvals import ApprovalFilterForm, DecideForm
from townline.desk.presenters.addresses import record_url
from townline.desk.presenters.approvals import approval_views
from townline.desk.views.access import DeskRequest, page, staff_page
from townline.service_requests import operations as service_requests
from townline.service_requests.operations import BulkResult
from townline.service_requests.queries import closing


@require_safe
@staff_page(Capability.WORK_ON_REQUESTS)
def approvals(request: DeskRequest) -> HttpResponseBase:
    return _listing(request)


@require_POST
@staff_page(Capability.WORK_ON_REQUESTS)
def approve(request: DeskRequest) -> HttpResponseBase:
    form = DecideForm(request.POST)
    if not form.chosen:
        messages.warning(request, _("Choose at least one row first."))
        return redirect(_back(request))
    if request.POST.get("reason", "").strip():  # Enter in the field of the reason presses the first button
        fault = _("You wrote why it goes back: press “Send back”. To approve, empty the field first.")
        return _listing(request, fault=fault, chosen=[str(uuid) for uuid in form.chosen], status=422)
    result = service_requests.approve_many(closings=form.chosen, by=request.viewer, at=request.at)
    return _tell(request, result, ngettext("%(count)d approved.", "%(count)d approved.", len(result.done)))


@require_POST
@staff_page(Capability.WORK_ON_REQUESTS)
def send_back(request: DeskRequest) -> HttpResponseBase:
    form = DecideForm(request.POST)
    if not form.chosen:
        messages.warning(request, _("Choose at least one row first."))
        return redirect(_back(request))
    try:
        form.is_valid()
        reason = form.cleaned_data.get("reason", "")
        result = service_requests.send_back_many(closings=form.chosen, reason=reason, by=request.viewer, at=request.at)
    except OperationRefused as refusal:
        return _listing(request, fault=str(refusal), chosen=[str(uuid) for uuid in form.chosen], status=422)
    return _tell(request, result, ngettext("%(count)d sent back.", "%(count)d sent back.", len(result.done)))


def _listing(
    request: DeskRequest, *, fault: str = "", chosen: list[str] | None = None, status: int = 200
) -> HttpResponseBase:
    form = ApprovalFilterForm(_asked(request))
    filters, length = form.filters(), form.length
    waiting = closing.to_decide(viewer=request.viewer, filters=filters)
    found = list(waiting[: length + 1])
    rows, has_more = found[:length], len(found) > length
    photos = closing.evidence_photos(closings=rows)
    return page(
        request,
        "desk/approvals/list.html",
        {
            "tabs": tabs(request, "approvals"),
            "form": form,
            "rows": approval_views(closings=rows, photos=photos, viewer=request.viewer, at=request.at),
            "has_more": has_more,
            "length": length,
            "fault": fault,
            "chosen": chosen or [],
            "reason": request.POST.get("reason", ""),
            "here": f"{reverse('desk:approvals')}?{urlencode(_kept(form))}",
            "is_one": bool(filters.reference),
        },
        status=status,
    )


def _asked(request: DeskRequest) -> dict[str, str]:
    """From the address; after a refusal from the page on which the form stood."""
    names = ("show", "service", "team", "reference", "rows")
    source = request.POST if request.method == "POST" else request.GET
    return {name: source.get(name, "") for name in names}


def _kept(form: ApprovalFilterForm) -> dict[str, str]:
    return {name: value for name, value in form.data.items() if value}


def tabs(request: DeskRequest, current: str) -> list[dict[str, object]]:
    """Audit and figures only for who may approve."""
    parts = [("approvals", _("Waiting"))]
    if request.viewer.can(Capability.APPROVE):
        parts += [("approvals_audit", _("Looked at afterwards")), ("approvals_figures", _("Figures"))]
    return [{"name": name, "url": reverse(f"desk:{code}"), "is_current": code == current} for code, name in parts]


def _tell(request: DeskRequest, result: BulkResult, done: str) -> HttpResponseBase:
    """What was done stays done; a row that could not be changed is shown with its reason."""
    if not result.failed:
        messages.success(request, done % {"count": len(result.done)})
        return redirect(_back(request))
    failed = [
        (reference, record_url(reference) if reference.isdecimal() else "", reason)
        for reference, reason in result.failed.items()
    ]
    said = done % {"count": len(result.done)} if result.done else ""
    context: dict[str, object] = {"done": said, "failed": failed, "back_url": _back(request)}
    return page(request, "desk/approvals/failed.html", context)


def _back(request: DeskRequest) -> str:
    asked = request.POST.get("back", "")
    if asked.startswith("/desk/") and url_has_allowed_host_and_scheme(asked, allowed_hosts=None):
        return asked
    return reverse("desk:approvals")
