"""Major events as pages show them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from babel.dates import format_datetime
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from townline.core.language import Text
from townline.core.reference import said
from townline.desk.presenters.addresses import record_url
from townline.desk.presenters.choices import service_choices, ward_names
from townline.desk.presenters.states import state_tone
from townline.service_requests.values import MajorKind
from townline.service_requests.workflow import STATE_NAMES, State
from townline.ui import times
from townline.ui.localised import localised

if TYPE_CHECKING:
    from townline.service_requests.models import MajorEvent, ServiceRequest
    from townline.service_requests.queries.major_events import Board, Progress

MOST_HOURS = 48


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a board, with the list behind it."""

    name: str
    number: int
    width: int
    url: str = ""
    more: str = ""


@dataclass(frozen=True, slots=True)
class ProgressView:
    """One long work: its words and how far it is."""

    uuid: str
    words: str
    by: str
    when: str
    progress: "Progress"
    reasons: Sequence[tuple[str, int]]


def rows(majors: "Sequence[MajorEvent]", *, at: datetime) -> list[dict[str, object]]:
    language = get_language() or "en"
    return [
        {
            "url": reverse("desk:major_event", args=[major.uuid]),
            "name": major.name.in_(language),
            "kind": MajorKind(major.kind).label,
            "began": times.ago(major.starts_at, at=at),
            "ended": times.ago(major.ended_at, at=at) if major.ended_at else "",
            "reports": getattr(major, "reports_count", 0),
        }
        for major in majors
    ]


def board_context(board: "Board", *, at: datetime) -> dict[str, object]:
    here = reverse("desk:major_event_requests", args=[board.major.uuid])
    wards = ward_names(at=at)
    services = dict(service_choices())
    by_state = dict(board.by_state)
    states = [(STATE_NAMES[state], by_state[state], state) for state in State if state in by_state]
    return {
        "by_hour": _hours(board),
        "is_by_day": _is_by_day(board),
        "by_ward": _bars(
            [
                (wards.get(ward or 0, _("Place not known")), count, f"{here}?ward={ward}" if ward else "", _open_words(is_open))
                for ward, count, is_open in board.by_ward
            ]
        ),
        "by_state": _bars([(str(name), count, f"{here}?state={state}", "") for name, count, state in states]),
        "by_service": _bars([(str(services.get(key, key)), count, "", "") for key, count in board.by_service]),
        "updates": [
            _progress(str(row.uuid), localised(row.words), row.written_by, row.written_at, progress, at)
            for row, progress in board.updates
        ],
        "works": [
            _progress(str(row.uuid), row.words, row.by_label, row.begun_at, progress, at) for row, progress in board.works
        ],
    }  # fmt: skip


def _open_words(number: int) -> str:
    return _("%(number)s open") % {"number": number} if number else _("none open")


def _is_by_day(board: "Board") -> bool:
    hours = board.by_hour
    return bool(hours) and (hours[-1][0] - hours[0][0]).total_seconds() > MOST_HOURS * 3600


def _hours(board: "Board") -> list[Bar]:
    """Hour by hour; days if it lasts longer than two."""
    spans: dict[datetime, int] = {}
    by_day = _is_by_day(board)
    for hour, count in board.by_hour:
        local = timezone.localtime(hour)
        key = local.replace(hour=0) if by_day else local
        spans[key] = spans.get(key, 0) + count
    pattern = "EEE d MMM" if by_day else "EEE H:mm"
    named = [
        (format_datetime(key, pattern, locale=times.locale()), count, "", "") for key, count in sorted(spans.items())
    ]
    return _bars(named)


def _bars(lines: Sequence[tuple[str, int, str, str]]) -> list[Bar]:
    most = max((count for _name, count, _url, _more in lines), default=1)
    return [Bar(name, count, round(100 * count / most), url, more) for name, count, url, more in lines]


def _progress(
    uuid: str, words: str, by: str, moment: datetime, progress: "Progress", at: datetime
) -> ProgressView:  # fmt: skip
    return ProgressView(uuid, words, by, times.ago(moment, at=at), progress, progress.reasons)


def request_rows(requests: "Sequence[ServiceRequest]", *, at: datetime) -> list[dict[str, object]]:
    language = get_language() or "en"
    return [
        {
            "url": record_url(row.reference),
            "said": said(row.reference),
            "what": Text(row.service.name_en, row.service.name_fr).in_(language),
            "where": row.address or row.place_description,
            "state": STATE_NAMES[State(row.state)],
            "tone": state_tone(row.state),
            "when": times.ago(row.submitted_at, at=at),
        }
        for row in requests
    ]
