"""The requests that belong to a major event."""

from uuid import UUID

from django.http import HttpResponseBase
from django.views.decorators.http import require_safe

from townline.desk.presenters import major_events as present
from townline.desk.presenters.choices import ward_names
from townline.desk.views.access import DeskRequest, page, staff_page
from townline.desk.views.typed import number_in
from townline.service_requests.queries import major_events as queries
from townline.service_requests.workflow import State
from townline.ui.localised import localised


@require_safe
@staff_page()
def its_requests(request: DeskRequest, uuid: UUID) -> HttpResponseBase:
    major = queries.visible_major(uuid=uuid, viewer=request.viewer)
    state, ward, after = (
        request.GET.get("state", ""),
        number_in(request.GET.get("ward", "")),
        number_in(request.GET.get("after", "")),
    )
    state = state if state in set(State) else ""
    found, more = queries.reports_of(major=major, viewer=request.viewer, state=state, ward=ward or None, after=after)
    query = "".join([f"&state={state}" if state else "", f"&ward={ward}" if ward else ""])
    context = {
        "major": major,
        "name": localised(major.name),
        "rows": present.request_rows(found, at=request.at),
        "ward": ward_names(at=request.at).get(ward, ""),
        "more_url": f"?after={more}{query}" if more else "",
    }
    return page(request, "desk/major_events/requests.html", context)
