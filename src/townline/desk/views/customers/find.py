"""Find a customer."""

from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from townline.accounts.permissions import Capability
from townline.customers import permissions
from townline.desk.presenters.customers.finding import found_views
from townline.desk.views.access import DeskRequest, page, staff_page
from townline.service_requests import queries as service_requests

MOST = 20


@require_safe
@staff_page(Capability.SEE_CUSTOMERS)
def find(request: DeskRequest) -> HttpResponseBase:
    text = request.GET.get("q", "").strip()
    asked = service_requests.customer_of_reference(reference=text, viewer=request.viewer)
    if asked is not None:
        return redirect("desk:customer", asked)
    found = service_requests.find_customers(text=text, viewer=request.viewer, limit=MOST + 1) if text else ()
    return page(
        request,
        "desk/customers/find.html",
        {
            "text": text,
            "found": found_views(found[:MOST]),
            "has_more": len(found) > MOST,
            "may_add": permissions.may_change(viewer=request.viewer),
            "may_steward": request.viewer.can(Capability.STEWARD_CUSTOMERS),
        },
    )
