"""Legal holds: what must not be destroyed."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from townline.accounts.permissions import Capability
from townline.core.errors import NotAllowed, OperationRefused
from townline.desk.forms.records import HoldForm
from townline.desk.presenters.records.holds import hold_cards, lifted_columns, lifted_rows
from townline.desk.presenters.records.tabs import tabs
from townline.desk.views.access import DeskRequest, page, staff_page
from townline.records_office import operations, queries
from townline.records_office.values import HoldReason


@require_safe
@staff_page(Capability.KEEP_RETENTION)
def holds(request: DeskRequest) -> HttpResponseBase:
    context = {
        "holds": hold_cards(queries.legal_holds()),
        "columns": lifted_columns(),
        "rows": lifted_rows(queries.legal_holds(lifted=True)),
    }
    return page(request, "desk/records/holds.html", {**context, **tabs("holds")})


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Capability.KEEP_RETENTION)
def new(request: DeskRequest) -> HttpResponseBase:
    given = {name: request.GET[name] for name in ("person", "reference", "address") if name in request.GET}
    form = HoldForm(request.POST or None, initial=given)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            operations.place_hold(
                held=form.held(),
                reason=HoldReason(data["reason"]),
                file_number=data["file_number"],
                by=request.viewer,
                at=request.at,
            )
        except NotAllowed:
            raise
        except OperationRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The hold stands. Nothing that it covers is destroyed until it is lifted."))
            return redirect("desk:records_holds")
    return page(request, "desk/records/hold.html", {"form": form}, status=400 if form.errors else 200)


@require_POST
@staff_page(Capability.KEEP_RETENTION)
def lift(request: DeskRequest, uuid: UUID) -> HttpResponseBase:
    hold = queries.legal_hold(uuid=uuid)
    try:
        operations.lift_hold(hold=hold, by=request.viewer, at=request.at)
    except operations.StillAskedFor as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("The hold is lifted."))
    return redirect("desk:records_holds")
