"""Promises in words, the same on the request page and in `townline explain-clock`."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from babel.dates import format_date
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from townline.core.promised import ClockKind, Promised, Unit
from townline.service_levels.explaining import Explained
from townline.service_levels.promises import NOTHING, Line
from townline.service_levels.values import Counted, Ended, PauseReason
from townline.ui import times

KIND_NAMES = {
    ClockKind.ACKNOWLEDGE: gettext_lazy("Say that it came"),
    ClockKind.FIRST_CONTACT: gettext_lazy("Say what will be done and by when"),
    ClockKind.KEEP_INFORMED: gettext_lazy("Keep the customer informed"),
    ClockKind.RESOLUTION: gettext_lazy("Done"),
}
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
AN_INSTANT = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class LineView:
    when: str
    counted: str
    why: str
    is_counted: bool


@dataclass(frozen=True, slots=True)
class ClockView:
    """One clock told from its beginning to its end. `verdict` says how it stands or ended."""

    name: str
    promise: str
    begin: str
    lines: tuple[LineView, ...]
    sum: str
    verdict: str
    is_late: bool
    is_over: bool


def amount_words(promised: Promised | None) -> str:
    """“5 business days”; for a day that somebody named, that."""
    if promised is None:
        return _("a day that was named")
    count = promised.quantity
    words = {
        Unit.BUSINESS_DAYS: ngettext("%(count)d business day", "%(count)d business days", count),
        Unit.BUSINESS_HOURS: ngettext("%(count)d business hour", "%(count)d business hours", count),
        Unit.CALENDAR_DAYS: ngettext("%(count)d calendar day", "%(count)d calendar days", count),
        Unit.HOURS: ngettext("%(count)d hour", "%(count)d hours", count),
    }
    return words[promised.unit] % {"count": count}


def explanations(explained: Iterable[Explained]) -> list[ClockView]:
    """The work first, then what is told; earlier rounds last."""
    return [_clock(one) for one in explained]


def _whole_days(lines: Iterable[Line]) -> list[Line]:
    """Whole days of which all counted are one line: nobody reads twenty rows that say “1 day”."""
    kept: list[Line] = []
    for line in lines:
        last = kept[-1] if kept else None
        if last and last.counted and line.counted == DAY and _is_midnight(last.begin) and last.counted % DAY == NOTHING:
            kept[-1] = replace(last, end=line.end, counted=last.counted + line.counted)
        else:
            kept.append(line)
    return kept


def as_text(view: ClockView) -> list[str]:
    """For the command line."""
    width = max((len(line.when) for line in view.lines), default=0)
    counted = max((len(line.counted) for line in view.lines), default=0)
    return [
        _("%(name)s: %(promise)s") % {"name": view.name, "promise": view.promise},
        f"  {view.begin}",
        *(f"    {line.when:<{width}}  {line.counted:>{counted}}  {line.why}".rstrip() for line in view.lines),
        f"  {view.sum}",
        f"  {view.verdict}",
    ]


def _clock(one: Explained) -> ClockView:
    clock = one.clock
    in_days = Unit(clock.unit).is_wall_clock
    return ClockView(
        name=str(KIND_NAMES[ClockKind(clock.kind)]),
        promise=amount_words(clock.promised),
        begin=_("From %(when)s") % {"when": times.exact(clock.started_at)},
        lines=tuple(_line(line, in_days=in_days) for line in (_whole_days(one.lines) if in_days else one.lines)),
        sum=_sum(one, in_days=in_days),
        verdict=_verdict(one),
        is_late=_ended_late(one),
        is_over=not one.is_open,
    )


def _line(line: Line, *, in_days: bool) -> LineView:
    return LineView(
        when=_stretch(line.begin, line.end),
        counted=length_words(_shown(line, in_days=in_days), in_days=in_days) if line.counted else "–",
        why=_why(line),
        is_counted=bool(line.counted),
    )


def _shown(line: Line, *, in_days: bool) -> timedelta:
    """As long as from one shown minute to the other, where all of it counted: the rows add up for who checks them."""
    begin, end = (
        (timezone.localtime(moment) if in_days else moment.astimezone(UTC)).replace(tzinfo=None)
        for moment in (line.begin, line.end)
    )
    if line.counted != end - begin:
        return line.counted
    return end.replace(second=0, microsecond=0) - begin.replace(second=0, microsecond=0)


def _stretch(begin: datetime, end: datetime) -> str:
    """“Fri 5 Jun, 15:00 to 24:00”, “Mon 8 Jun”, “Sat 6 Jun to Sun 7 Jun”."""
    first, last = timezone.localtime(begin), timezone.localtime(end - AN_INSTANT)
    starts_at_midnight = (first.hour, first.minute) == (0, 0)
    ends_at_midnight = _is_midnight(end)
    if first.date() == last.date():
        if starts_at_midnight and ends_at_midnight:
            return _day(first)
        till = _("24:00") if ends_at_midnight else times.clock(end)
        return _("%(day)s, %(from)s to %(till)s") % {"day": _day(first), "from": times.clock(begin), "till": till}
    left = _day(first) if starts_at_midnight else f"{_day(first)} {times.clock(begin)}"
    right = _day(last) if ends_at_midnight else f"{_day(last)} {times.clock(end)}"
    return _("%(from)s to %(till)s") % {"from": left, "till": right}


def moment_words(moment: datetime) -> str:
    """The day and the hour; midnight at the end of Friday is Friday."""
    if _is_midnight(moment):
        return times.exact(timezone.localtime(moment - AN_INSTANT).date())
    return times.exact(moment)


def _is_midnight(moment: datetime) -> bool:
    local = timezone.localtime(moment)
    return (local.hour, local.minute, local.second) == (0, 0, 0)


def _day(moment: datetime) -> str:
    return format_date(moment.date(), "EEE d MMM y", locale=times.locale()).replace(".", "")


def _why(line: Line) -> str:
    if line.why is Counted.PAUSED:
        reason = str(PauseReason(line.label).label)
        return _("the clock stands still: %(reason)s") % {
            "reason": f"{reason}, {line.detail}" if line.detail else reason
        }
    if line.why is Counted.CLOSED:
        return line.label or _("no business day")
    return line.label or (_("counts") if line.counted else _("closed at that hour"))


def length_words(length: timedelta, *, in_days: bool) -> str:
    """“2 days 3 h”, “45 min”; in hours only, where hours were promised."""
    parts = []
    days, rest = divmod(length, DAY) if in_days else (0, length)
    hours, rest = divmod(rest, HOUR)
    minutes = rest // MINUTE
    if days:
        parts.append(ngettext("%(count)d day", "%(count)d days", days) % {"count": days})
    if hours:
        parts.append(_("%(count)d h") % {"count": hours})
    if minutes or not parts:
        parts.append(_("%(count)d min") % {"count": minutes})
    return " ".join(parts)


def _sum(one: Explained, *, in_days: bool) -> str:
    said = {
        "used": length_words(one.used, in_days=in_days),
        "amount": length_words(one.amount, in_days=in_days),
        "left": length_words(max(one.left, timedelta(0)), in_days=in_days),
    }
    if one.is_open:
        return _("%(used)s of %(amount)s are used, %(left)s are left.") % said
    return _("%(used)s of %(amount)s were used.") % said


def _ended_late(one: Explained) -> bool:
    clock = one.clock
    if clock.ended_as in {Ended.REPLACED, Ended.DROPPED}:
        return clock.breached_at is not None or clock.due_at <= one.until
    return clock.due_at <= one.until if clock.paused_at is None else clock.due_at <= clock.paused_at


def _verdict(one: Explained) -> str:
    clock = one.clock
    due = moment_words(clock.due_at)
    if clock.paused_at and not _ended_late(one):
        return _("It stands still since %(when)s. It goes on with what is left.") % {
            "when": times.exact(clock.paused_at)
        }
    if one.is_open:
        if _ended_late(one):
            return _("It was due on %(due)s: late.") % {"due": due}
        return _("Due on %(due)s. At risk from %(risk)s.") % {"due": due, "risk": moment_words(clock.at_risk_at)}
    ended = times.exact(one.until)
    if clock.ended_as == Ended.REPLACED:
        return _("On %(when)s another promise took its place; it was due on %(due)s.") % {"when": ended, "due": due}
    if clock.ended_as == Ended.DROPPED and _ended_late(one):
        return _("Not done when the work ended on %(when)s; it was due on %(due)s: not kept.") % {
            "when": ended,
            "due": due,
        }
    if clock.ended_as == Ended.DROPPED:
        return _("On %(when)s it was no longer needed; it was due on %(due)s.") % {"when": ended, "due": due}
    if _ended_late(one):
        return _("Done on %(when)s, due on %(due)s: not kept.") % {"when": ended, "due": due}
    return _("Done on %(when)s, due on %(due)s: kept.") % {"when": ended, "due": due}
