"""Major events: what goes on, and what is over."""

from django.http import HttpResponseBase
from django.views.decorators.http import require_safe

from townline.accounts.permissions import Capability
from townline.desk.presenters import major_events as present
from townline.desk.views.access import DeskRequest, page, staff_page
from townline.service_requests.queries import major_events as queries

MOST = 50


@require_safe
@staff_page()
def major_events(request: DeskRequest) -> HttpResponseBase:
    found = list(queries.visible_majors(viewer=request.viewer)[:MOST])
    context = {
        "going_on": present.rows([one for one in found if one.ended_at is None], at=request.at),
        "over": present.rows([one for one in found if one.ended_at is not None], at=request.at),
        "may_declare": request.viewer.can(Capability.APPROVE),
    }
    return page(request, "desk/major_events/list.html", context)
