"""The arithmetic of one promise: what counts, what was paused, when it is due, and the same told line by line. Pure values."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from townline.service_levels.business_time import ONE_DAY, Ruler
from townline.service_levels.local_time import first_moment
from townline.service_levels.values import Counted

NOTHING = timedelta(0)


@dataclass(frozen=True, slots=True)
class Pause:
    """Nothing counts from `begin` to `end`; it has no end while it lasts. `reason` is a word of values.PauseReason."""

    begin: datetime
    end: datetime | None
    reason: str
    label: str = ""  # which storm, which body


@dataclass(frozen=True, slots=True)
class Promise:
    """`amount` of the ruler's unit from `start`. The pauses are in order and do not overlap."""

    ruler: Ruler
    start: datetime
    amount: timedelta
    pauses: tuple[Pause, ...] = ()

    def due(self) -> datetime | None:
        """When it is due; None while it is paused with time left. A pause that begins when it is late moves nothing."""
        left, since = self.amount, self.start
        for pause in self.pauses:
            used = self.ruler.between(start=since, end=pause.begin)
            if used >= left:
                break
            if pause.end is None:
                return None
            left, since = left - used, max(since, pause.end)
        return self.ruler.add(start=since, amount=left)

    def used(self, *, at: datetime) -> timedelta:
        """How much had counted by then."""
        total, since = NOTHING, self.start
        for pause in self.pauses:
            if pause.begin >= at:
                break
            total += self.ruler.between(start=since, end=pause.begin)
            since = max(since, pause.end or at)
        return total + self.ruler.between(start=since, end=at)

    def left(self, *, at: datetime) -> timedelta:
        """What is left of it; less than nothing when it is late."""
        due = self.due()
        if due is not None and due < at:
            return -self.ruler.between(start=due, end=at)
        return self.amount - self.used(at=at)


@dataclass(frozen=True, slots=True)
class Line:
    """`counted` of the time from `begin` to `end` counted, because of `why`; `label` names the holiday, closure or pause."""

    begin: datetime
    end: datetime
    counted: timedelta
    why: Counted
    label: str = ""
    detail: str = ""


def explain(*, promise: Promise, until: datetime) -> list[Line]:
    """Every stretch of time from the start of the promise to `until`, without a gap. Neighbours alike are one line.

    The sum of `counted` is what `Promise.used` says.
    """
    lines: list[Line] = []
    for line in _lines(promise, until):
        last = lines[-1] if lines else None
        if (
            last
            and (last.why, last.label, last.detail) == (line.why, line.label, line.detail)
            and line.why is not Counted.OPEN
        ):
            lines[-1] = replace(last, end=line.end, counted=last.counted + line.counted)
        else:
            lines.append(line)
    return lines


def _lines(promise: Promise, until: datetime) -> Iterator[Line]:
    since = promise.start
    for pause in promise.pauses:
        if pause.begin >= until:
            break
        yield from _days(promise.ruler, since, pause.begin)
        end = min(pause.end or until, until)
        if end > since:
            yield Line(max(since, pause.begin), end, NOTHING, Counted.PAUSED, pause.reason, pause.label)
        since = max(since, end)
    yield from _days(promise.ruler, since, until)


def _days(ruler: Ruler, begin: datetime, end: datetime) -> Iterator[Line]:
    while begin < end:
        day = begin.astimezone(ruler.calendar.zone).date()
        stop = min(_midnight_after(ruler, begin), end)
        counted = ruler.between(start=begin, end=stop)
        kept = ruler.calendar.on(day)
        why = Counted.OPEN if counted or (kept.spans and not kept.why) else Counted.CLOSED
        yield Line(begin, stop, counted, why, kept.why)
        begin = stop


def _midnight_after(ruler: Ruler, moment: datetime) -> datetime:
    midnight = datetime.combine(moment.astimezone(ruler.calendar.zone).date() + ONE_DAY, time.min)
    return first_moment(shown=midnight, zone=ruler.calendar.zone)


def in_order(pauses: Sequence[Pause]) -> tuple[Pause, ...]:
    """Pauses that touch or overlap become one after the other: a storm while we wait for the customer counts once."""
    kept: list[Pause] = []
    for pause in sorted(pauses, key=lambda one: one.begin):
        last = kept[-1] if kept else None
        if last and last.end is None:
            break
        begin = max(pause.begin, last.end) if last and last.end else pause.begin
        if pause.end is None or pause.end > begin:
            kept.append(replace(pause, begin=begin))
    return tuple(kept)
