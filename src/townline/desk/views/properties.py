"""A place of the city: what was asked about it, who lives there now, what is dangerous there.

The history is the place's: it never says who asked. Somebody who lived there before is not on the page.
"""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from townline.accounts.permissions import Capability
from townline.core.timeline import merged
from townline.customers import permissions
from townline.customers import queries as customers
from townline.desk.forms.customers import AlertForm
from townline.desk.presenters import history
from townline.desk.presenters.customers.alerts import alert_views
from townline.desk.presenters.customers.home import people_at
from townline.desk.views.access import DeskRequest, page, staff_page
from townline.desk.views.customers.timeline import LINES
from townline.desk.views.customers.warning import end, is_given
from townline.desk.views.typed import moment_in
from townline.places import queries as places
from townline.privacy.reading import What, saw
from townline.service_requests import queries as service_requests


@require_safe
@staff_page(Capability.SEE_CUSTOMERS)
def record(request: DeskRequest, number: int) -> HttpResponseBase:
    address = places.address_by_id(address_id=number)
    living = customers.living_at(address_id=number)
    present = [person.pk for person in living]
    shown = service_requests.seen_among(customers=living, viewer=request.viewer)
    saw(people=[person.uuid for person in shown], what=What.PROPERTY)
    before = moment_in(request.GET.get("before", ""))
    asked = service_requests.history_of_place(
        address=address.text, present=present, viewer=request.viewer, before=before, limit=LINES
    )
    history_page = merged(asked, limit=LINES)
    here = reverse("desk:property", args=[number])
    alerts = customers.alerts_for(customers=[], addresses=[number], viewer=request.viewer, at=request.at)
    return page(
        request,
        "desk/customers/property.html",
        {
            "address": address,
            "living": people_at(shown),
            "hidden": len(living) - len(shown),
            "alerts": alert_views(alerts, at=request.at),
            "lines": history.lines(history_page.rows),
            "next_url": f"{here}?before={history_page.after.replace('+', '%2B')}" if history_page.after else "",
            "previous_url": here if before else "",
            "may_change": permissions.may_change(viewer=request.viewer),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Capability.RECORD_CONTACTS)
def alerts(request: DeskRequest, number: int) -> HttpResponseBase:
    address = places.address_by_id(address_id=number)
    form = AlertForm(request.POST) if request.method == "POST" else AlertForm()
    if request.method == "POST" and is_given(request, form, about=number):
        messages.success(request, _("Colleagues who go there are warned until that day."))
        return redirect("desk:property", number)
    found = customers.alerts_for(customers=[], addresses=[number], viewer=request.viewer, at=request.at)
    context = {
        "name": address.text,
        "back_url": reverse("desk:property", args=[number]),
        "alerts": alert_views(found, at=request.at),
        "form": form,
    }
    return page(request, "desk/customers/warn.html", context, status=422 if form.errors else 200)


@require_POST
@staff_page(Capability.RECORD_CONTACTS)
def end_alert(request: DeskRequest, number: int, uuid: UUID) -> HttpResponseBase:
    found = customers.alerts_for(customers=[], addresses=[number], viewer=request.viewer, at=request.at)
    end(request, found, uuid=uuid)
    return redirect("desk:property_alerts", number)
