"""How to reach a customer."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from townline.accounts.permissions import Capability
from townline.core.errors import NotAllowed, OperationRefused
from townline.customers import operations
from townline.customers import queries as customers
from townline.customers.contact_check import ContactRejected
from townline.desk.forms.customers import AskedForm, CodeForm, PointForm
from townline.desk.presenters.customers.naming import name_of
from townline.desk.presenters.customers.points import point_views
from townline.desk.views.access import DeskRequest, page, staff_page
from townline.desk.views.customers.door import seen
from townline.service_requests.queries import VisibleCustomer


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Capability.RECORD_CONTACTS)
def points(request: DeskRequest, uuid: UUID) -> HttpResponseBase:
    found = seen(request, uuid)
    form = PointForm(request.POST) if request.method == "POST" else PointForm()
    if request.method != "POST":
        return points_page(request, found, form)
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
    return points_page(request, found, form, status=422)


def points_page(
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
