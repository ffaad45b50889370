"""Which queues a person has, and which one they look at."""

from townline.accounts.permissions import Capability
from townline.accounts.values import Viewer
from townline.desk.views.access import DeskRequest
from townline.service_requests.queries import Tab


def tabs_of(viewer: Viewer) -> tuple[Tab, ...]:
    tabs = [Tab.MINE, Tab.TEAM] if viewer.can(Capability.WORK_ON_REQUESTS) else []
    if viewer.can(Capability.APPROVE) or Capability.APPROVE in viewer.lent:
        tabs.append(Tab.APPROVAL)
    if viewer.can(Capability.SEE_ALL_REQUESTS):
        tabs.append(Tab.ALL)
    return tuple(tabs) or (Tab.TEAM,)


def has_queue(viewer: Viewer) -> bool:
    return bool(viewer.teams) or viewer.can(Capability.WORK_ON_REQUESTS) or viewer.can(Capability.SEE_ALL_REQUESTS)


def start_of(viewer: Viewer) -> str:
    """Where the day begins for who has no requests."""
    if viewer.can(Capability.SEE_READ_LOG):
        return "desk:reads"
    return "desk:records" if viewer.can(Capability.SIGN_DISPOSAL) else "desk:me"


def chosen_tab(request: DeskRequest, tabs: tuple[Tab, ...]) -> Tab:
    asked = request.GET.get("tab", "")
    if asked in tabs:
        return Tab(asked)
    if request.viewer.teams:
        return Tab.TEAM if Tab.TEAM in tabs else tabs[-1]
    return tabs[-1]
