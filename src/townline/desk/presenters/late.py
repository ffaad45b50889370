"""What is late and who is told next, in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from townline.accounts.values import Viewer
from townline.core import reference as references
from townline.desk.presenters.due import due_words, exact
from townline.service_levels.values import Unit
from townline.ui.localised import localised

if TYPE_CHECKING:
    from townline.service_levels.models import Clock
    from townline.service_requests.models import Escalation, EscalationNotice, EscalationStep, ServiceRequest
    from townline.service_requests.queries.escalations import LateRow


_WEIGHT = ("acknowledged", "", "passed_on", "over")


@dataclass(frozen=True, slots=True)
class LateView:
    reference: str
    url: str
    service: str
    team: str
    promises: list[tuple[str, bool]]
    told: list[str]
    next_whom: str
    next_at: str


@dataclass(frozen=True, slots=True)
class NoticeView:
    uuid: str
    reference: str
    url: str
    service: str
    team: str
    why: str
    told_at: datetime
    words: str
    for_whom: str


def late_views(rows: "list[LateRow]", *, at: datetime) -> list[LateView]:
    return [_late(row, at) for row in rows]


def _late(row: "LateRow", at: datetime) -> LateView:
    request = row.request
    return LateView(
        reference=references.said(request.reference),
        url=url_of(request),
        service=service_of(request),
        team=team_of(request),
        promises=[_promise(clock, at) for clock in row.clocks],
        told=_once_each(row.told),
        next_whom=str(row.next.step.get_whom_display()) if row.next else "",
        next_at=_when(row.next.tell_at, at) if row.next else "",
    )


def _once_each(notices: "Sequence[EscalationNotice]") -> list[str]:
    """Each person once, with what weighs most of what they said: the whole story stands with the request."""
    weightiest: dict[int, EscalationNotice] = {}
    for notice in sorted(notices, key=lambda one: _WEIGHT.index(one.answer)):
        weightiest.setdefault(notice.user_id, notice)
    return [told_words(notice) for notice in weightiest.values()]


def _promise(clock: "Clock", at: datetime) -> tuple[str, bool]:
    """`Resolution: 2 days late`."""
    how = _("stands still") if clock.paused_at else due_words(clock.due_at, at=at)
    return f"{clock.get_kind_display()}: {how}", clock.due_at <= at and not clock.paused_at


def _when(moment: datetime, at: datetime) -> str:
    return _("in a minute") if moment <= at else exact(moment)


def notice_views(notices: "list[EscalationNotice]", *, viewer: Viewer, at: datetime) -> list[NoticeView]:
    return [_notice(notice, viewer, at) for notice in notices]


def _notice(notice: "EscalationNotice", viewer: Viewer, at: datetime) -> NoticeView:
    request = notice.escalation.request
    return NoticeView(
        uuid=str(notice.uuid),
        reference=references.said(request.reference),
        url=url_of(request),
        service=service_of(request),
        team=team_of(request),
        why=why_words(notice.escalation, at=at),
        told_at=notice.told_at,
        words=notice.words,
        for_whom="" if notice.user_id == viewer.user_id else notice.user.name,
    )


@dataclass(frozen=True, slots=True)
class RungView:
    when: str
    why: str
    whom: str
    told: list[str]


def rung_views(rungs: "Sequence[Escalation]", *, at: datetime) -> list[RungView]:
    """All that was told about one request, and what comes."""
    return [
        RungView(
            when=exact(rung.told_at) if rung.told_at else _when(rung.tell_at, at),
            why=str(rung.step.get_kind_display() if rung.due_at else rung.step.get_trigger_display()),
            whom=str(rung.step.get_whom_display()),
            told=[told_words(notice) for notice in rung.notices.all()],
        )
        for rung in rungs
    ]


def why_words(rung: "Escalation", *, at: datetime) -> str:
    if rung.due_at is None:
        return str(rung.step.get_trigger_display())
    return f"{rung.step.get_kind_display()}: {due_words(rung.due_at, at=at)}"


def told_words(notice: "EscalationNotice") -> str:
    """`Rosa Lind: looks after it`."""
    answers = {
        "acknowledged": _("looks after it"),
        "passed_on": _("passed on to %(name)s") % {"name": notice.passed_to.name if notice.passed_to else ""},
        "over": _("need not answer any more"),
        "": _("has not answered"),
    }
    return f"{notice.user.name}: {answers[notice.answer]}"


def step_when(step: "EscalationStep") -> str:
    """`2 business days after it is due`, `when it is due`, `at once`."""
    count = abs(step.quantity)
    if step.trigger != "time":
        return _("at once") if not count else _("%(time)s later") % {"time": time_words(count, step.unit)}
    if not count:
        return _("when it is due")
    said = {"time": time_words(count, step.unit)}
    return _("%(time)s before it is due") % said if step.quantity < 0 else _("%(time)s after it was due") % said


def time_words(count: int, unit: str) -> str:
    words = {
        Unit.BUSINESS_DAYS: ngettext("%(count)d business day", "%(count)d business days", count),
        Unit.BUSINESS_HOURS: ngettext("%(count)d business hour", "%(count)d business hours", count),
        Unit.CALENDAR_DAYS: ngettext("%(count)d calendar day", "%(count)d calendar days", count),
        Unit.HOURS: ngettext("%(count)d hour", "%(count)d hours", count),
    }
    return words[Unit(unit)] % {"count": count}


def url_of(request: "ServiceRequest") -> str:
    return reverse("desk:request", args=[request.reference])


def service_of(request: "ServiceRequest") -> str:
    return localised(request.service.name)


def team_of(request: "ServiceRequest") -> str:
    return localised(request.team.name) if request.team else ""
