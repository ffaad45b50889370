"""Find a customer, and everything about one on one page."""

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from townline.accounts.permissions import Capability
from townline.complaints import queries as complaint_queries
from townline.core.errors import NotFound
from townline.core.pagination import Page
from townline.core.timeline import TimelineEntry, merged
from townline.customers import permissions
from townline.customers import queries as customers
from townline.desk.presenters import complaints, consents, history
from townline.desk.presenters.customers.alerts import alert_views
from townline.desk.presenters.customers.finding import found_views
from townline.desk.presenters.customers.head import customer_head
from townline.desk.presenters.customers.home import home_of
from townline.desk.presenters.customers.open_work import open_views, promise_views
from townline.desk.presenters.customers.points import point_views
from townline.desk.presenters.customers.relations import relation_views
from townline.desk.presenters.customers.wishes import wishes
from townline.desk.views.access import DeskRequest, page, staff_page
from townline.desk.views.break_glass import closed_customer
from townline.interactions import queries as interactions
from townline.notifications import queries as notifications
from townline.records_office import queries as records_office
from townline.service_requests import queries as service_requests
from townline.service_requests.queries import VisibleCustomer

if TYPE_CHECKING:
    from townline.interactions.permissions import Subjects

LINES = 40
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
    history_page = _history(request, seen, subjects)
    here = reverse("desk:customer", args=[uuid])
    return page(
        request,
        "desk/customers/record.html",
        {
            "head": customer_head(file, at=request.at),
            "points": point_views(file, at=request.at),
            "postal_address": file.customer.postal_address,
            "wishes": wishes(file.customer),
            "relations": relation_views(file, at=request.at),
            "consents": consents.holding_of(people=file.people, at=request.at),
            "alerts": alert_views(file.alerts, at=request.at),
            "restrictions": complaints.restriction_lines(
                complaint_queries.restrictions_for(customers_ids=seen.ids, viewer=request.viewer)
            ),
            "may_complain": request.viewer.can(Capability.RECORD_CONTACTS),
            "may_restrict": request.viewer.can(Capability.HANDLE_COMPLAINTS),
            "open": open_views(
                service_requests.open_requests_of(customers=seen.ids, viewer=request.viewer), at=request.at
            ),
            "lines": history.lines(history_page.rows),
            "next_url": f"{here}?before={history_page.after.replace('+', '%2B')}" if history_page.after else "",
            "previous_url": here if request.GET.get("before") else "",
            "may_change": permissions.may_change(viewer=request.viewer),
            "promises": promise_views(
                interactions.promises_to(
                    customers=seen.ids,
                    viewer=request.viewer,
                    subjects=subjects,
                ),
                at=request.at,
            ),
            "may_take": request.viewer.can(Capability.TAKE_REQUESTS),
            "statements": records_office.statements_of(people=file.people),
            "may_file": request.viewer.can(Capability.HANDLE_ACCESS_REQUESTS),
            "merges_url": _merges_url(request, seen),
            **home_of(file.customer),
        },
    )


def _merges_url(request: DeskRequest, seen: VisibleCustomer) -> str:
    """For stewards, where more than one record is this customer."""
    is_joined = len(seen.ids) > 1 and request.viewer.can(Capability.STEWARD_CUSTOMERS)
    return reverse("desk:merges") if is_joined else ""


def _history(request: DeskRequest, seen: VisibleCustomer, subjects: "Subjects") -> Page[TimelineEntry]:
    """One line of time from every room that keeps something about the customer."""
    viewer, before = request.viewer, moment_of(request.GET.get("before", ""))
    contacts = interactions.timeline_of(
        customers=seen.ids,
        viewer=viewer,
        before=before,
        limit=LINES,
        subjects=subjects,
    )
    asked = service_requests.timeline_of(customers=seen.ids, viewer=viewer, before=before, limit=LINES)
    told = notifications.timeline_of(customers=seen.ids, viewer=viewer, before=before, limit=LINES)
    said = complaint_queries.timeline_of(customers=seen.ids, viewer=viewer, before=before, limit=LINES)
    return merged(contacts, asked, told, said, limit=LINES)


def moment_of(text: str) -> datetime | None:
    """Raises NotFound for what is not a moment."""
    try:
        moment = datetime.fromisoformat(text) if text else None
    except ValueError:
        raise NotFound from None
    if moment is not None and moment.tzinfo is None:
        raise NotFound
    return moment
