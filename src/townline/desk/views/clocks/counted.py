"""What was promised for one request, and how it is counted."""

from django.http import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from townline.core.reference import parse
from townline.desk.presenters.clocks import road_line
from townline.desk.presenters.late import rung_views
from townline.desk.views.access import DeskRequest, page, staff_page
from townline.desk.views.clocks.forms import crumbs_of
from townline.service_levels import queries as service_levels
from townline.service_requests import queries
from townline.service_requests.queries import escalations as told
from townline.ui import times
from townline.ui.promises import explanations


@require_safe
@staff_page()
def promises(request: DeskRequest, reference: str) -> HttpResponseBase:
    """The whole arithmetic of every clock."""
    found = queries.visible_request(reference=parse(reference), viewer=request.viewer)
    clocks = explanations(service_levels.explained(subject=found.uuid, at=request.at))
    context = {
        "record": found,
        "clocks": clocks,
        "received": times.exact(found.submitted_at),
        "road": road_line(found),
        "rungs": rung_views(told.rungs_of(request=found), at=request.at),
        "command": f"townline explain-clock {found.reference}",
        "crumbs": crumbs_of(found, _("How it is counted")),
    }
    return page(request, "desk/clocks/promises.html", context)
