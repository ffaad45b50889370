"""The whole arithmetic of a clock: what was promised, what counted, what did not and why. Values; the words are above."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from townline.service_levels.calendars import calendar_then
from townline.service_levels.models import Clock
from townline.service_levels.promises import Line, Pause, Promise, explain
from townline.service_levels.values import Unit


@dataclass(frozen=True, slots=True)
class Explained:
    """`lines` go from the start to the due moment without a gap; to `until` where the clock stands still.

    `amount` is the length of the promise, of which `used` had counted by then; `is_open` is a clock that still runs or stands.
    """

    clock: Clock
    amount: timedelta
    used: timedelta
    lines: tuple[Line, ...]
    until: datetime

    @property
    def left(self) -> timedelta:
        return self.amount - self.used

    @property
    def is_open(self) -> bool:
        return self.clock.stopped_at is None


def explained_clock(*, clock: Clock, pauses: Sequence[Pause], at: datetime) -> Explained:
    """`pauses` are those that hold this clock, in order."""
    until = clock.stopped_at or at
    ruler = calendar_then(department_id=clock.department_id, unit=Unit(clock.unit), at=until)
    if clock.stopped_at:  # what still stood when it ended holds the subject, and this clock no more
        pauses = [replace(one, end=min(one.end or until, until)) for one in pauses if one.begin < until]
    amount = clock.amount
    if amount is None:  # a day that was named
        before = tuple(pause for pause in pauses if pause.end is not None)
        amount = Promise(ruler, clock.started_at, timedelta(0), before).used(at=clock.due_at)
    promise = Promise(ruler, clock.started_at, amount, tuple(pauses))
    last = until if clock.paused_at else max(clock.due_at, clock.started_at)
    used = promise.used(at=min(until, last)) if until > clock.started_at else timedelta(0)
    return Explained(clock, amount, used, tuple(explain(promise=promise, until=last)), until)
