"""The rows of a queue as its table shows them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from townline.accounts.values import Viewer
from townline.catalog import queries as catalog
from townline.core.language import Language
from townline.core.reference import said
from townline.desk.presenters import due
from townline.desk.presenters.addresses import with_query
from townline.interactions.values import Channel
from townline.service_requests.queries import MOST_COUNTED, QueueRow, Tab
from townline.service_requests.workflow import STATE_NAMES, State
from townline.ui import times

if TYPE_CHECKING:
    from townline.service_requests.models import Draft

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
COLUMNS = {
    "ward": gettext_lazy("Ward"),
    "team": gettext_lazy("Team"),
    "assignee": gettext_lazy("Person"),
    "state": gettext_lazy("State"),
    "channel": gettext_lazy("Channel"),
    "received": gettext_lazy("Received"),
}
USUAL_COLUMNS = ("state", "assignee", "received")
TONES = {State.SUBMITTED: "accent", State.WAITING_FOR_CUSTOMER: "warn", State.COMPLETED: "good"}


@dataclass(frozen=True, slots=True)
class TabView:
    name: str
    url: str
    count: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class RowView:
    reference: str
    said: str
    url: str
    what: str
    where: str
    due: object
    is_late: bool
    is_soon: bool
    is_urgent: bool
    is_sealed: bool
    cells: tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Chip:
    words: str
    off_url: str


def tab_views(*, tabs: Sequence[Tab], counts: Mapping[Tab, int], current: Tab) -> list[TabView]:
    path = reverse("desk:queue")
    return [
        TabView(str(TAB_NAMES[tab]), f"{path}?tab={tab.value}", count_words(counts[tab]), tab is current)
        for tab in tabs
    ]


def count_words(count: int) -> str:
    return f"{MOST_COUNTED}+" if count > MOST_COUNTED else str(count)


def columns_of(chosen: object) -> tuple[str, ...]:
    """The columns that the person chose, in our order; the usual ones until they choose."""
    if not isinstance(chosen, list):
        return USUAL_COLUMNS
    return tuple(name for name in COLUMNS if name in chosen)


@dataclass(frozen=True, slots=True)
class DraftView:
    uuid: str
    said: str
    at: datetime


def draft_views(drafts: "Sequence[Draft]") -> list[DraftView]:
    """What was begun and not sent: the service, the caller or the first words."""
    return [DraftView(str(draft.uuid), _draft_words(draft), draft.updated_at) for draft in drafts]


def _draft_words(draft: "Draft") -> str:
    entry = catalog.catalogue().by_code.get(draft.service_code)
    name = entry.definition.name.in_(get_language() or "en") if entry else ""
    typed = [str((draft.data.get(field) or [""])[0]).strip() for field in ("name", "phone", "address", "about")]
    return " · ".join([part for part in (name, *typed) if part][:3]) or _("Nothing typed yet")


@lru_cache(maxsize=1)
def _record_url() -> str:
    return reverse("desk:request", args=["000000000"])


def record_url(reference: str) -> str:
    return _record_url().replace("000000000", reference)


def row_views(
    *,
    rows: Sequence[QueueRow],
    columns: Sequence[str],
    wards: Mapping[int, str],
    viewer: Viewer,
    tab: Tab,
    at: datetime,
) -> list[RowView]:
    is_french = Language.of(get_language()) is Language.FRENCH
    return [_row(row, columns, wards, viewer, tab, at, is_french=is_french) for row in rows]


def _row(
    row: QueueRow,
    columns: Sequence[str],
    wards: Mapping[int, str],
    viewer: Viewer,
    tab: Tab,
    at: datetime,
    *,
    is_french: bool,
) -> RowView:
    is_waiting = row.state == State.WAITING_FOR_CUSTOMER
    words: object = due.due_element(row.due_at, at=at)
    if not words:
        words = _("clock paused") if is_waiting else times.ago(row.state_since_at, at=at) if tab is Tab.APPROVAL else ""
    return RowView(
        reference=row.reference,
        said=said(row.reference).replace(" ", times.NO_BREAK),
        url=record_url(row.reference),
        what=(row.service_fr if is_french else row.service_en) or row.service_en,
        where=row.address or row.place_description,
        due=words,
        is_late=row.due_at is not None and row.due_at <= at,
        is_soon=due.is_soon(row.due_at, at=at),
        is_urgent=row.priority == 1,
        is_sealed=row.visibility == "enforcement",
        cells=tuple(_cell(row, name, wards, viewer, at, is_french=is_french) for name in columns),
    )


def _cell(
    row: QueueRow, name: str, wards: Mapping[int, str], viewer: Viewer, at: datetime, *, is_french: bool
) -> object:
    match name:
        case "ward":
            return wards.get(row.ward_id or 0, "")
        case "team":
            return (row.team_fr if is_french else row.team_en) or ""
        case "assignee":
            if row.assignee_id in viewer.deputises_for:
                return _("for %(name)s") % {"name": row.assignee_name}
            return row.assignee_name or ""
        case "state":
            return STATE_NAMES[State(row.state)]
        case "channel":
            return _channel_name(row.channel)
        case _:
            return times.ago(row.submitted_at, at=at)


_CHANNELS = dict(Channel.choices)


def _channel_name(code: str) -> object:
    return _CHANNELS.get(code, code)


def chips(*, form_fields: Mapping[str, object], query: Mapping[str, str]) -> list[Chip]:
    """The filters in use as words, each with the address without it. `form_fields` is {name: words}."""
    path = reverse("desk:queue")
    return [Chip(str(words), with_query(path, query, after="", **{name: ""})) for name, words in form_fields.items()]
