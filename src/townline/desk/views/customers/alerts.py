"""What colleagues must know to be safe with a customer."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from townline.accounts.permissions import Capability
from townline.customers import queries as customers
from townline.desk.forms.customers import AlertForm
from townline.desk.presenters.customers.alerts import alert_views
from townline.desk.presenters.customers.naming import name_of
from townline.desk.views.access import DeskRequest, page, staff_page
from townline.desk.views.customers.door import seen
from townline.desk.views.customers.warning import end, is_given


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Capability.RECORD_CONTACTS)
def alerts(request: DeskRequest, uuid: UUID) -> HttpResponseBase:
    found = seen(request, uuid)
    form = AlertForm(request.POST) if request.method == "POST" else AlertForm()
    if request.method == "POST" and is_given(request, form, about=found.customer):
        messages.success(request, _("Colleagues who meet them are warned until that day."))
        return redirect("desk:customer", found.customer.uuid)
    file = customers.customer_file(customers=found.ids, viewer=request.viewer, at=request.at)
    return page(
        request,
        "desk/customers/warn.html",
        {
            "name": name_of(found.customer),
            "customer": found.customer,
            "back_url": reverse("desk:customer", args=[found.customer.uuid]),
            "alerts": alert_views(file.alerts, at=request.at),
            "form": form,
        },
        status=422 if form.errors else 200,
    )


@require_POST
@staff_page(Capability.RECORD_CONTACTS)
def end_alert(request: DeskRequest, uuid: UUID, alert: UUID) -> HttpResponseBase:
    found = seen(request, uuid)
    file = customers.customer_file(customers=found.ids, viewer=request.viewer, at=request.at)
    end(request, file.alerts, uuid=alert)
    return redirect("desk:customer_alerts", uuid)
