"""What stood without a look, looked at afterwards; and how long work and approval took, counted apart."""

from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from townline.accounts.permissions import Capability
from townline.core.errors import NotAllowed, OperationRefused
from townline.core.language import Text
from townline.desk.forms.approvals import PeriodForm
from townline.desk.forms.closing import AuditForm
from townline.desk.presenters.approvals import approval_views
from townline.desk.views.access import DeskRequest, page, staff_page
from townline.desk.views.approvals import tabs
from townline.service_requests import operations as service_requests
from townline.service_requests.queries import closing

ROWS = 50


@require_safe
@staff_page(Capability.APPROVE)
def audit(request: DeskRequest) -> HttpResponseBase:
    return _audit(request)


def _audit(
    request: DeskRequest, *, at_fault: UUID | None = None, form: AuditForm | None = None, status: int = 200
) -> HttpResponseBase:
    to_do = list(closing.to_audit(viewer=request.viewer)[:ROWS])
    done = list(closing.to_audit(viewer=request.viewer, done=True)[:ROWS])
    photos = closing.evidence_photos(closings=[*to_do, *done])
    at = request.at
    return page(
        request,
        "desk/approvals/audit.html",
        {
            "tabs": tabs(request, "approvals_audit"),
            "rows": [
                (view, form if at_fault and view.uuid == str(at_fault) else AuditForm(auto_id=f"{view.uuid}-%s"))
                for view in approval_views(closings=to_do, photos=photos, viewer=request.viewer, at=at)
            ],
            "done": approval_views(closings=done, photos=photos, viewer=request.viewer, at=at),
            "fault_form": form,
        },
        status=status,
    )


@require_POST
@staff_page(Capability.APPROVE)
def audit_one(request: DeskRequest, uuid: UUID) -> HttpResponseBase:
    closure = closing.closing_by_uuid(uuid=uuid, viewer=request.viewer)
    form = AuditForm(request.POST, auto_id=f"{uuid}-%s")
    if not form.is_valid():
        return _audit(request, at_fault=uuid, form=form, status=422)
    said = form.cleaned_data
    try:
        service_requests.audit(
            closure=closure, verdict=said["verdict"], words=said["words"], by=request.viewer, at=request.at
        )
    except NotAllowed:
        raise
    except OperationRefused as refusal:
        form.add_error("words", str(refusal))
        return _audit(request, at_fault=uuid, form=form, status=422)
    messages.success(request, _("Written down. What was not closed rightly is open again."))
    return redirect("desk:approvals_audit")


@require_safe
@staff_page(Capability.APPROVE)
def figures(request: DeskRequest) -> HttpResponseBase:
    form = PeriodForm(request.GET or None)
    first, last = form.days(today=timezone.localtime(request.at).date())
    since, until = _midnight(first), _midnight(last + timedelta(days=1))
    rows = closing.closing_figures(since=since, until=until)
    language = get_language() or "en"
    return page(
        request,
        "desk/approvals/figures.html",
        {
            "tabs": tabs(request, "approvals_figures"),
            "form": form,
            "first": first,
            "last": last,
            "rows": [(Text(row.team_en or "", row.team_fr or "").in_(language) or _("All"), row) for row in rows],
            "imported": closing.imported_closings(since=since, until=until),
        },
    )


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
