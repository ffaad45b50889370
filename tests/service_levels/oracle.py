"""Business time by walking the clock, one minute after the other. Shares no line with the code that it judges."""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

MINUTE = timedelta(minutes=1)
Spans = Sequence[tuple[int, int]]
On = Callable[[date], Spans]
Paused = Sequence[tuple[datetime, datetime]]


def minutes_of(day: date, shown: datetime) -> int:
    return int((shown - datetime(day.year, day.month, day.day)).total_seconds() // 60)


class Walker:
    """Goes on from a moment; knows at each minute whether it counts."""

    def __init__(self, *, start: datetime, zone: ZoneInfo, on: On, unit: str, paused: Paused = ()) -> None:
        self.zone, self.on, self.unit, self.paused = zone, on, unit, paused
        self.moment = start.astimezone(UTC)
        self.seen: dict[date, int] = {}
        # what the clock had shown by then on this day decides what has opened
        early = self.moment - timedelta(hours=27)
        while early < self.moment:
            self._look(early)
            early += MINUTE

    def _shown(self, moment: datetime) -> datetime:
        return moment.astimezone(self.zone).replace(tzinfo=None)

    def _look(self, moment: datetime) -> tuple[date, int]:
        shown = self._shown(moment)
        day = shown.date()
        self.seen[day] = max(self.seen.get(day, 0), minutes_of(day, shown))
        return day, self.seen[day]

    def step(self) -> int:
        """How many minutes count of the minute that begins now, and goes on to the next."""
        day, reached = self._look(self.moment)
        spans = self.on(day) if self.unit.startswith("business") else ((0, 1440),)
        here, self.moment = self.moment, self.moment + MINUTE
        if any(begin <= here < end for begin, end in self.paused):
            return 0
        if self.unit in {"hours", "business_hours"}:
            return sum(1 for opens, closes in spans if opens <= reached < closes)
        # on the wall: an hour that is skipped has passed, an hour that is shown again is taken back
        before, after = self._shown(here), self._shown(self.moment)
        sign = 1 if after > before else -1
        low, high = min(before, after), max(before, after)
        return sign * sum(1 for n in range(int((high - low) / MINUTE)) if self._counts(low + n * MINUTE))

    def _counts(self, shown: datetime) -> bool:
        return self.unit == "calendar_days" or bool(self.on(shown.date()))


def due(
    *, start: datetime, minutes: int, zone: ZoneInfo, on: On, unit: str, paused: Paused = (), limit: int = 60_000
) -> datetime | None:
    """The first moment by which so many minutes have counted; None if it is too far to walk."""
    walker = Walker(start=start, zone=zone, on=on, unit=unit, paused=paused)
    left = minutes
    for _ in range(limit):
        left -= walker.step()
        if left <= 0:
            return walker.moment
    return None


def counted(*, start: datetime, end: datetime, zone: ZoneInfo, on: On, unit: str, paused: Paused = ()) -> int:
    walker = Walker(start=start, zone=zone, on=on, unit=unit, paused=paused)
    total = 0
    while walker.moment < end:
        total += walker.step()
    return total
