"""Correction requests: the list, one of them, the decision."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from townline.accounts.permissions import Capability
from townline.core.errors import NotAllowed, OperationRefused
from townline.core.transactions import savepoint
from townline.desk.forms.access_requests import AnswerForm, CorrectionForm
from townline.desk.presenters import access_requests as present
from townline.desk.views.access import DeskRequest, page, staff_page
from townline.records_office import operations, queries
from townline.records_office.operations import Answer, Wrong
from townline.records_office.values import CorrectionState

MOST = 100


@require_safe
@staff_page(Capability.HANDLE_ACCESS_REQUESTS)
def corrections(request: DeskRequest) -> HttpResponseBase:
    rows = present.correction_rows(list(queries.corrections()[:MOST]), at=request.at)
    return page(request, "desk/access/corrections.html", {"rows": rows, **present.tabs("corrections")})


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Capability.HANDLE_ACCESS_REQUESTS)
def new(request: DeskRequest) -> HttpResponseBase:
    given = {name: request.GET.get(name, "") for name in ("person", "name")}
    form = CorrectionForm(request.POST or None, initial=given)
    if request.method == "POST" and form.is_valid():
        try:
            made = operations.receive_correction(said=Wrong(**form.cleaned_data), by=request.viewer, at=request.at)
        except NotAllowed:
            raise
        except OperationRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("desk:correction", made.uuid)
    return page(request, "desk/access/new_correction.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Capability.HANDLE_ACCESS_REQUESTS)
def correction(request: DeskRequest, uuid: UUID) -> HttpResponseBase:
    row = queries.correction(uuid=uuid)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        answer = Answer(said["corrected"] == "yes", said["reason"], said["statement"], said["told"])
        try:
            with savepoint():
                operations.decide_correction(correction=row, answer=answer, by=request.viewer, at=request.at)
        except NotAllowed:
            raise
        except OperationRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Decided. Tell the person."))
            return redirect("desk:correction", uuid)
    context = {
        "row": row,
        "form": form,
        "is_open": row.state == CorrectionState.RECEIVED,
        "takes_statement": row.state == CorrectionState.REFUSED,
        "customer_url": reverse("desk:customer", args=[row.person]),
    }
    return page(request, "desk/access/correction.html", context, status=422 if form.errors else 200)


@require_POST
@staff_page(Capability.HANDLE_ACCESS_REQUESTS)
def statement(request: DeskRequest, uuid: UUID) -> HttpResponseBase:
    row = queries.correction(uuid=uuid)
    words = request.POST.get("statement", "")
    try:
        with savepoint():
            operations.add_statement(correction=row, statement=words, by=request.viewer, at=request.at)
    except NotAllowed:
        raise
    except OperationRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The statement stands beside the record."))
    return redirect("desk:correction", uuid)
