"""What one's teams have to do."""

from django.http import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from townline.accounts.permissions import Capability
from townline.desk.presenters import tasks as present
from townline.desk.views.access import DeskRequest, page, staff_page
from townline.desk.views.typed import number_in
from townline.service_requests.queries import tasks as queries
from townline.service_requests.queries.tasks import TaskTab

TABS = {
    TaskTab.TEAM: _("Our tasks"),
    TaskTab.MINE: _("My tasks"),
    TaskTab.WAITING: _("Wait for others"),
    TaskTab.DONE: _("Done lately"),
}


@require_safe
@staff_page()
def tasks(request: DeskRequest) -> HttpResponseBase:
    said_tab, said_after = request.GET.get("tab", ""), request.GET.get("after", "")
    tab = TaskTab(said_tab) if said_tab in set(TaskTab) else TaskTab.TEAM
    late = "late" in request.GET
    rows, more = queries.listed_tasks(
        viewer=request.viewer, tab=tab, at=request.at, late=late, after=number_in(said_after, digits=6)
    )
    counts = queries.counted_tasks(viewer=request.viewer)
    here = reverse("desk:tasks")
    context = {
        "rows": present.task_rows(rows, viewer=request.viewer, at=request.at),
        "tabs": [(f"{here}?tab={one}", name, counts.get(one, ""), one is tab) for one, name in TABS.items()],
        "title": TABS[tab],
        "late": late,
        "late_url": f"{here}?tab={tab}" if late else f"{here}?tab={tab}&late",
        "is_done": tab is TaskTab.DONE,
        "more_url": f"{here}?tab={tab}&after={more}" + ("&late" if late else "") if more else "",
        "sees_figures": request.viewer.can(Capability.SEE_ALL_REQUESTS),
    }
    return page(request, "desk/tasks/list.html", context)
