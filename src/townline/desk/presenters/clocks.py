"""The promises of one request in the pane beside it, and what can be done about them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from townline.accounts.values import Viewer
from townline.core.promised import last_day
from townline.desk.presenters import due
from townline.desk.presenters.targets import PRIORITIES
from townline.service_levels.values import ClockKind, Ended
from townline.service_requests import promise_permissions as may
from townline.ui import times
from townline.ui.promises import KIND_NAMES, amount_words

if TYPE_CHECKING:
    from townline.service_levels.models import Clock
    from townline.service_requests.models import ServiceRequest
    from townline.service_requests.queries import Record

KEPT, LATE, RUNNING, STANDING, OVER = "kept", "late", "running", "standing", "over"
TONES = {KEPT: "good", LATE: "bad", RUNNING: "accent", STANDING: "calm", OVER: "calm"}


@dataclass(frozen=True, slots=True)
class PromiseView:
    name: str
    promise: str
    words: str
    tone: str
    state: object


def promise_views(record: "Record", *, at: datetime) -> list[PromiseView]:
    """The latest of each kind; of what was kept long ago only the last is worth a line."""
    latest: dict[str, Clock] = {}
    for clock in record.clocks:
        latest[clock.kind] = clock
    kinds = [kind for kind in ClockKind if kind in latest]
    return [_view(kind, latest[kind], at) for kind in kinds]


def _view(kind: ClockKind, clock: "Clock", at: datetime) -> PromiseView:
    how = _how(clock, at)
    names = {KEPT: _("kept"), LATE: _("late"), RUNNING: "", STANDING: _("stands still"), OVER: _("not needed")}
    if how == LATE and clock.stopped_at:
        names[LATE] = _("not kept")
    return PromiseView(
        name=str(KIND_NAMES[kind]),
        promise=amount_words(clock.promised),
        words=_words(clock, how, at),
        tone=TONES[how],
        state=names[how],
    )


def _how(clock: "Clock", at: datetime) -> str:
    is_over = clock.ended_as == Ended.DROPPED and clock.stopped_at is not None and clock.stopped_at < clock.due_at
    if is_over or clock.ended_as == Ended.REPLACED:
        return OVER
    if clock.stopped_at:
        return KEPT if clock.stopped_at <= clock.due_at else LATE
    if clock.paused_at:
        return STANDING
    return LATE if clock.due_at <= at else RUNNING


def _words(clock: "Clock", how: str, at: datetime) -> str:
    if how == STANDING and clock.paused_at:
        return _("since %(when)s") % {"when": times.ago(clock.paused_at, at=at)}
    if clock.stopped_at:
        return times.short(last_day(clock.due_at), today=times.day_of(at))
    return due.due_words(clock.due_at, at=at)


def promise_links(record: "Record", *, viewer: Viewer) -> list[tuple[str, str]]:
    """What this person may do about it."""
    request = record.request
    links = []
    if may.may_say_what_and_when(request=request, viewer=viewer):
        links.append(("request_tell", _("Say what will be done and by when")))
    if may.may_repromise(request=request, viewer=viewer) and any(
        clock.is_running and clock.kind == ClockKind.RESOLUTION for clock in record.clocks
    ):
        links.append(("request_again", _("Promise another day")))
    if may.may_correct(request=request, viewer=viewer):
        links.append(("request_correct", _("Change service or priority")))
    if record.clocks:
        links.append(("request_promises", _("How it is counted")))
    return [(reverse(f"desk:{name}", args=[request.reference]), words) for name, words in links]


def road_line(request: "ServiceRequest") -> str:
    return _("On a road of class %(class)s.") % {"class": request.road_class} if request.road_class else ""


# -- in the timeline ------------------------------------------------------------------------------
SAID_BY_OTHERS = frozenset({"service_level.repromised"})  # the request's own event has the reason


def clock_event(type_: str, data: Mapping[str, Any]) -> tuple[str, object] | None:
    """An icon and words; None for an event about something else."""
    match type_:
        case "service_level.at_risk":
            return "clock", _("Due soon: %(what)s") % {"what": _kind(data)}
        case "service_level.breached":
            return "warning", _("Late: %(what)s") % {"what": _kind(data)}
        case "service_level.recomputed":
            return "clock", _("Counted anew: %(what)s, due on %(day)s") % {"what": _kind(data), "day": _day(data)}
        case "service_request.repromised":
            return "clock", _("Another day was promised: %(day)s") % {"day": _day(data)}
        case "service_request.priority_changed":
            return "flag", _("Priority: %(priority)s") % {"priority": dict(PRIORITIES)[data["priority"]]}
        case "service_request.service_corrected":
            return "swap", _("It is another service: %(service)s") % {"service": data["service"]}
    return None


def _kind(data: Mapping[str, Any]) -> str:
    kind = data.get("kind", "")
    return str(KIND_NAMES[ClockKind(kind)]) if kind in set(ClockKind.values) else kind


def _day(data: Mapping[str, Any]) -> str:
    return due.exact(datetime.fromisoformat(data["due_at"])) if data.get("due_at") else ""
