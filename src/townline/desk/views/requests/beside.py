"""The queue beside a request, and the line that says that somebody else has changed something."""

from django.conf import settings

from townline.accounts.values import Viewer
from townline.core import live
from townline.desk.presenters.addresses import record_url
from townline.desk.presenters.queue.rows import row_views
from townline.desk.presenters.queue.tabs import TAB_NAMES
from townline.desk.views.access import DeskRequest
from townline.desk.views.queue.tabs import tabs_of
from townline.service_requests import queries
from townline.service_requests.queries import QueueFilters, Record, Tab

BESIDE = 40  # rows
EVENTS = 10  # the last ones: what the page shows already is no news


def beside(request: DeskRequest, found: Record) -> dict[str, object]:
    return {**_queue(request, found), **_live(found)}


def _queue(request: DeskRequest, found: Record) -> dict[str, object]:
    viewer, tab = request.viewer, _tab(request.viewer, found)
    rows = queries.work_queue(viewer=viewer, filters=QueueFilters(tab=tab), at=request.at, limit=BESIDE).rows
    return {
        "beside": row_views(rows=rows, columns=(), wards={}, viewer=viewer, tab=tab, at=request.at),
        "beside_name": TAB_NAMES[tab],
        "beside_tab": tab.value,
    }


def _tab(viewer: Viewer, found: Record) -> Tab:
    """One's own work, if the request is part of it."""
    tabs = tabs_of(viewer)
    if found.request.assignee_id in viewer.users and Tab.MINE in tabs:
        return Tab.MINE
    return Tab.TEAM if viewer.teams and Tab.TEAM in tabs else tabs[-1]


def _live(found: Record) -> dict[str, object]:
    topics = [live.request_topic(found.request.uuid)]
    return {
        "live_url": f"{settings.TOWNLINE_LIVE_URL}/live?token={live.sign_topics(topics)}",
        "live_topics": " ".join(topics),
        "live_seen": " ".join(str(event.uuid) for event in found.events[-EVENTS:]),
        "reload_url": record_url(found.request.reference),
    }
