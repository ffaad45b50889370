"""Write down a customer: who they are, how they want to hear from us."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from townline.accounts.permissions import Capability
from townline.core.errors import EditConflict, NotAllowed, OperationRefused
from townline.customers import operations
from townline.desk.forms.customers import DetailsForm
from townline.desk.presenters.customers.head import written_about
from townline.desk.presenters.customers.naming import name_of
from townline.desk.views.access import DeskRequest, page, staff_page
from townline.desk.views.customers.door import seen


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Capability.RECORD_CONTACTS)
def new(request: DeskRequest) -> HttpResponseBase:
    start = {"language": request.viewer.language, "name": request.GET.get("name", "")}
    form = DetailsForm(request.POST) if request.method == "POST" else DetailsForm(initial=start)
    if request.method != "POST":
        return _form_page(request, form, None)
    if form.is_valid():
        try:
            made = operations.add_customer(details=form.details, by=request.viewer, at=request.at)
        except NotAllowed:
            raise
        except OperationRefused as refusal:
            form.add_error(_field_of(refusal), str(refusal))
        else:
            messages.success(request, _("Written down. Add how to reach them."))
            return redirect("desk:customer_points", made.uuid)
    return _form_page(request, form, None, status=422)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Capability.RECORD_CONTACTS)
def edit(request: DeskRequest, uuid: UUID) -> HttpResponseBase:
    customer = seen(request, uuid).customer
    if request.method != "POST":
        return _form_page(request, DetailsForm(initial=DetailsForm.start(customer)), customer)
    form = DetailsForm(request.POST)
    if not form.is_valid():
        return _form_page(request, form, customer, status=422)
    try:
        operations.change_customer(
            customer=customer,
            details=form.details,
            version=form.cleaned_data["version"] or 0,
            by=request.viewer,
            at=request.at,
        )
    except EditConflict as conflict:
        data = request.POST.copy()
        data["version"] = str(customer.version)
        again = DetailsForm(data)
        again.is_valid()
        return _form_page(request, again, customer, status=409, conflict=str(conflict))
    except NotAllowed:
        raise
    except OperationRefused as refusal:
        form.add_error(_field_of(refusal), str(refusal))
        return _form_page(request, form, customer, status=422)
    messages.success(request, _("Saved."))
    return redirect("desk:customer", customer.uuid)


def _field_of(refusal: OperationRefused) -> str | None:
    return {operations.NameMissing: "name", operations.QuietHoursNotWhole: "quiet_from"}.get(type(refusal))


def _form_page(
    request: DeskRequest, form: DetailsForm, customer: Any, *, status: int = 200, conflict: str = ""
) -> HttpResponseBase:
    name = name_of(customer) if customer else ""
    context: dict[str, object] = {
        "form": form,
        "customer": customer,
        "name": name,
        "conflict": conflict,
        "now": written_about(customer) if conflict else [],
    }
    return page(request, "desk/customers/edit.html", context, status=status)
