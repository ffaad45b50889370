"""Everything about one customer on one page."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from townline.accounts.permissions import Capability
from townline.complaints import queries as complaint_queries
from townline.customers import permissions
from townline.customers import queries as customers
from townline.customers.queries import CustomerFile
from townline.desk.presenters import complaints, consents
from townline.desk.presenters.customers.alerts import alert_views
from townline.desk.presenters.customers.head import customer_head
from townline.desk.presenters.customers.home import home_of
from townline.desk.presenters.customers.open_work import open_views, promise_views
from townline.desk.presenters.customers.points import point_views
from townline.desk.presenters.customers.relations import relation_views
from townline.desk.presenters.customers.wishes import wishes
from townline.desk.views.access import DeskRequest, page, staff_page
from townline.desk.views.break_glass import closed_customer
from townline.desk.views.customers.timeline import lines_of
from townline.interactions import queries as interactions
from townline.records_office import queries as records_office
from townline.service_requests import queries as service_requests
from townline.service_requests.queries import VisibleCustomer

if TYPE_CHECKING:
    from townline.interactions.permissions import Subjects


@require_safe
@staff_page(Capability.SEE_CUSTOMERS)
def record(request: DeskRequest, uuid: UUID) -> HttpResponseBase:
    try:
        seen = service_requests.visible_customer(uuid=uuid, viewer=request.viewer)
    except service_requests.NotYourCustomer:
        return closed_customer(request, uuid)
    if seen.customer.uuid != uuid:
        return redirect("desk:customer", seen.customer.uuid)
    file = customers.customer_file(customers=seen.ids, viewer=request.viewer, at=request.at)
    subjects = service_requests.subjects_open_to(viewer=request.viewer)
    context = {
        "head": customer_head(file, at=request.at),
        **_who(request, seen, file),
        **_with_us(request, seen, file, subjects),
        **lines_of(request, seen, subjects),
        **_may(request, seen),
    }
    return page(request, "desk/customers/record.html", context)


def _who(request: DeskRequest, seen: VisibleCustomer, file: CustomerFile) -> dict[str, object]:
    """How to reach them, what they wish and agreed to, who belongs to them, what to beware of."""
    restrictions = complaint_queries.restrictions_for(customers_ids=seen.ids, viewer=request.viewer)
    return {
        "points": point_views(file, at=request.at),
        "postal_address": file.customer.postal_address,
        "wishes": wishes(file.customer),
        "relations": relation_views(file, at=request.at),
        "consents": consents.holding_of(people=file.people, at=request.at),
        "alerts": alert_views(file.alerts, at=request.at),
        "restrictions": complaints.restriction_lines(restrictions),
        **home_of(file.customer),
    }


def _with_us(
    request: DeskRequest, seen: VisibleCustomer, file: CustomerFile, subjects: "Subjects"
) -> dict[str, object]:
    """What is open, what was promised, what stands beside their records."""
    asked = service_requests.open_requests_of(customers=seen.ids, viewer=request.viewer)
    promised = interactions.promises_to(customers=seen.ids, viewer=request.viewer, subjects=subjects)
    return {
        "open": open_views(asked, at=request.at),
        "promises": promise_views(promised, at=request.at),
        "statements": records_office.statements_of(people=file.people),
    }


def _may(request: DeskRequest, seen: VisibleCustomer) -> dict[str, object]:
    viewer = request.viewer
    return {
        "may_change": permissions.may_change(viewer=viewer),
        "may_complain": viewer.can(Capability.RECORD_CONTACTS),
        "may_restrict": viewer.can(Capability.HANDLE_COMPLAINTS),
        "may_take": viewer.can(Capability.TAKE_REQUESTS),
        "may_file": viewer.can(Capability.HANDLE_ACCESS_REQUESTS),
        "merges_url": _merges_url(request, seen),
    }


def _merges_url(request: DeskRequest, seen: VisibleCustomer) -> str:
    """For stewards, where more than one record is this customer."""
    is_joined = len(seen.ids) > 1 and request.viewer.can(Capability.STEWARD_CUSTOMERS)
    return reverse("desk:merges") if is_joined else ""
