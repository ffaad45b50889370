"""Write down a customer: who they are, how they want to hear from us, how to reach them and whose that is."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from townline.accounts.permissions import Capability
from townline.core.errors import EditConflict, NotAllowed, NotFound, OperationRefused
from townline.customers import operations
from townline.customers import queries as customers
from townline.customers.contact_check import ContactRejected
from townline.customers.values import Verified
from townline.desk.forms.customers import AskedForm, CodeForm, DetailsForm, PointForm
from townline.desk.presenters.customers.head import written_about
from townline.desk.presenters.customers.naming import name_of
from townline.desk.presenters.customers.points import point_views
from townline.desk.views.access import DeskRequest, page, staff_page
from townline.notifications import operations as notifications
from townline.service_requests import queries as service_requests
from townline.service_requests.queries import VisibleCustomer


def seen(request: DeskRequest, uuid: UUID) -> VisibleCustomer:
    return service_requests.visible_customer(uuid=uuid, viewer=request.viewer)


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


# -- how to reach them ----------------------------------------------------------------------------
@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Capability.RECORD_CONTACTS)
def points(request: DeskRequest, uuid: UUID) -> HttpResponseBase:
    found = seen(request, uuid)
    form = PointForm(request.POST) if request.method == "POST" else PointForm()
    if request.method != "POST":
        return _points_page(request, found, form)
    if form.is_valid():
        data = form.cleaned_data
        try:
            operations.add_contact_point(
                customer=found.customer,
                kind=data["kind"],
                typed=data["typed"],
                label=data["label"],
                by=request.viewer,
                at=request.at,
            )
        except ContactRejected as refusal:
            form.add_error("typed", str(refusal))
        except NotAllowed:
            raise
        except OperationRefused as refusal:
            form.add_error("typed", str(refusal))
        else:
            messages.success(request, _("Added."))
            return redirect("desk:customer_points", uuid)
    return _points_page(request, found, form, status=422)


@require_POST
@staff_page(Capability.RECORD_CONTACTS)
def point(request: DeskRequest, uuid: UUID, number: int, verb: str) -> HttpResponseBase:
    """What is done with one address or number."""
    found = seen(request, uuid)
    one = next((row for row in customers.points_of(customers=found.ids) if row.pk == number), None)
    if one is None or verb not in _VERBS:
        raise NotFound
    try:
        answer = _VERBS[verb](request, one)
    except NotAllowed:
        raise
    except OperationRefused as refusal:
        messages.warning(request, str(refusal))
        answer = None
    return answer or redirect("desk:customer_points", uuid)


def _remove(request: DeskRequest, one: Any) -> None:
    operations.remove_contact_point(point=one, by=request.viewer, at=request.at)
    messages.success(request, _("Removed."))


def _first(request: DeskRequest, one: Any) -> None:
    operations.make_primary(point=one, by=request.viewer, at=request.at)
    messages.success(request, _("This one is used first."))


def _mail_code(request: DeskRequest, one: Any) -> None:
    notifications.mail_code(point=one, by=request.viewer, at=request.at)
    messages.success(request, _("The code is on its way. It holds for an hour."))


def _print_code(request: DeskRequest, one: Any) -> HttpResponse:
    pdf = notifications.print_code(point=one, by=request.viewer, at=request.at)
    headers = {"Content-Disposition": 'inline; filename="code.pdf"', "Cache-Control": "private, no-store"}
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)


def _check(request: DeskRequest, one: Any) -> None:
    operations.check_code(point=one, typed=request.POST.get("code", ""), by=request.viewer, at=request.at)
    messages.success(request, _("Right: it is theirs."))


def _asked(request: DeskRequest, one: Any) -> None:
    form = AskedForm(request.POST)
    asked = form.cleaned_data.get("asked", "") if form.is_valid() else request.POST.get("asked", "")
    how = Verified(form.cleaned_data["how"]) if form.is_valid() else Verified.ASKED_ON_PHONE
    operations.confirm_by_asking(point=one, how=how, asked=asked, by=request.viewer, at=request.at)
    messages.success(request, _("Written down: it is theirs."))


_VERBS: dict[str, Any] = {
    "remove": _remove,
    "first": _first,
    "mail-code": _mail_code,
    "print-code": _print_code,
    "check-code": _check,
    "asked": _asked,
}


def _points_page(
    request: DeskRequest, found: VisibleCustomer, form: PointForm, *, status: int = 200
) -> HttpResponseBase:
    file = customers.customer_file(customers=found.ids, viewer=request.viewer, at=request.at)
    return page(
        request,
        "desk/customers/points.html",
        {
            "name": name_of(found.customer),
            "customer": found.customer,
            "points": point_views(file, at=request.at),
            "form": form,
            "asked_form": AskedForm(auto_id="id_asked_%s"),
            "code_form": CodeForm(auto_id="id_code_%s"),
        },
        status=status,
    )
