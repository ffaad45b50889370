"""The rows of a queue as its table shows them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from townline.accounts.values import Viewer
from townline.core.language import Language
from townline.core.reference import said
from townline.desk.presenters import due
from townline.desk.presenters.addresses import record_url
from townline.interactions.values import Channel
from townline.service_requests.queries import QueueRow, Tab
from townline.service_requests.workflow import STATE_NAMES, State
from townline.ui import times


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
