"""The tabs of the queue, each with its count."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy

from townline.service_requests.queries import MOST_COUNTED, Tab

TAB_NAMES = {
    Tab.MINE: gettext_lazy("My work"),
    Tab.TEAM: gettext_lazy("Team"),
    Tab.APPROVAL: gettext_lazy("Waiting for approval"),
    Tab.ALL: gettext_lazy("All open"),
}
EMPTY_WORDS = {
    Tab.MINE: gettext_lazy("Work that is given to you, or to somebody you stand in for, will be here."),
    Tab.TEAM: gettext_lazy(
        "Open requests of your teams will be here. The person who sees to the teams adds you in the settings."
    ),
    Tab.APPROVAL: gettext_lazy("Work that your crews have finished will be here until somebody approves it."),
    Tab.ALL: gettext_lazy("Every open request that you may see will be here."),
}


@dataclass(frozen=True, slots=True)
class TabView:
    name: str
    url: str
    count: str
    is_current: bool


def tab_views(*, tabs: Sequence[Tab], counts: Mapping[Tab, int], current: Tab) -> list[TabView]:
    path = reverse("desk:queue")
    return [
        TabView(str(TAB_NAMES[tab]), f"{path}?tab={tab.value}", count_words(counts[tab]), tab is current)
        for tab in tabs
    ]


def count_words(count: int) -> str:
    return f"{MOST_COUNTED}+" if count > MOST_COUNTED else str(count)
