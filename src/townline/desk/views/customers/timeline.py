"""One line of time from every room that keeps something about the customer."""

from typing import TYPE_CHECKING

from django.urls import reverse

from townline.complaints import queries as complaint_queries
from townline.core.pagination import Page
from townline.core.timeline import TimelineEntry, merged
from townline.desk.presenters import history
from townline.desk.presenters.addresses import with_query
from townline.desk.views.access import DeskRequest
from townline.desk.views.typed import moment_in
from townline.interactions import queries as interactions
from townline.notifications import queries as notifications
from townline.service_requests import queries as service_requests
from townline.service_requests.queries import VisibleCustomer

if TYPE_CHECKING:
    from townline.interactions.permissions import Subjects


LINES = 40


def lines_of(request: DeskRequest, seen: VisibleCustomer, subjects: "Subjects") -> dict[str, object]:
    found, here = _history(request, seen, subjects), reverse("desk:customer", args=[seen.customer.uuid])
    return {
        "lines": history.lines(found.rows),
        "next_url": with_query(here, {}, before=found.after) if found.after else "",
        "previous_url": here if request.GET.get("before") else "",
    }


def _history(request: DeskRequest, seen: VisibleCustomer, subjects: "Subjects") -> Page[TimelineEntry]:
    """One line of time from every room that keeps something about the customer."""
    viewer, before = request.viewer, moment_in(request.GET.get("before", ""))
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
