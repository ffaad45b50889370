"""Count time as promises count it. Pure values, no database.

A promise is an amount in one of four units. Days are counted on the wall clock and hours by what really passes:

- business days: a day on which the calendar opens counts in full, midnight to midnight, so that two business days from
  Friday 15:00 is Tuesday 15:00 (the rule "48 hours counting business days only" of Oshawa's CORP-21-65), also in the weeks
  in which clocks change;
- calendar days: every day counts, at the same hour of the day;
- business hours: only while the calendar is open;
- hours: all that passes.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from townline.service_levels.local_time import first_moment, first_shown, wall
from townline.service_levels.values import Unit

ONE_DAY = timedelta(days=1)
FARTHEST = 5_000  # days to look ahead before a calendar that never opens is refused
ALWAYS = ((0, 1_440),)


class NoBusinessDays(ValueError):
    """The calendar does not open for years: it was set up wrongly."""


@dataclass(frozen=True, slots=True)
class Day:
    """When the doors are open, in minutes after midnight; `why` names what makes the day unusual: a holiday, a closure."""

    spans: tuple[tuple[int, int], ...]
    why: str = ""


@dataclass(frozen=True, slots=True)
class Calendar:
    zone: ZoneInfo
    on: Callable[[date], Day]

    def is_business_day(self, day: date) -> bool:
        return bool(self.on(day).spans)


@dataclass(frozen=True, slots=True)
class Stretch:
    """From `begin` to `end` the promise counts. Both are marks on the ruler that the unit is measured with."""

    begin: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class Ruler:
    """Measures one unit on one calendar: the wall clock for days, UTC for hours. A mark is a naive datetime."""

    calendar: Calendar
    unit: Unit

    def mark(self, moment: datetime) -> datetime:
        if self.unit.is_wall_clock:
            return wall(moment=moment, zone=self.calendar.zone)
        return moment.astimezone(UTC).replace(tzinfo=None)

    def moment(self, mark: datetime) -> datetime:
        """In the zone of the calendar."""
        if self.unit.is_wall_clock:
            return first_shown(shown=mark, zone=self.calendar.zone)
        return mark.replace(tzinfo=UTC).astimezone(self.calendar.zone)

    def stretches(self, *, since: datetime) -> Iterator[Stretch]:
        """Those that end after `since`, for ever. Raises NoBusinessDays after years without one."""
        begin = self.mark(since)
        day = wall(moment=since, zone=self.calendar.zone).date() - ONE_DAY
        shut = 0
        while shut < FARTHEST:
            shut += 1
            for stretch in self.on(day):
                if stretch.end > begin:
                    shut = 0
                    yield Stretch(max(stretch.begin, begin), stretch.end)
            day += ONE_DAY
        raise NoBusinessDays

    def on(self, day: date) -> Iterator[Stretch]:
        """What counts of one day."""
        spans = self.calendar.on(day).spans if self.unit.is_business else ALWAYS
        if self.unit.is_wall_clock:
            if spans:
                midnight = datetime.combine(day, time.min)
                yield Stretch(midnight, midnight + ONE_DAY)
            return
        for opens, closes in spans:
            yield Stretch(self._utc(_after_midnight(day, opens)), self._utc(_after_midnight(day, closes)))

    def _utc(self, shown: datetime) -> datetime:
        return first_moment(shown=shown, zone=self.calendar.zone).replace(tzinfo=None)

    def add(self, *, start: datetime, amount: timedelta) -> datetime:
        """The moment at which that much has passed since `start`. Aware in, aware out (zone of the calendar)."""
        return self.add_each(start=start, amounts=(amount,))[0]

    def add_each(self, *, start: datetime, amounts: Sequence[timedelta]) -> list[datetime]:
        """The same for several amounts, least first, in one walk."""
        if self.unit.is_wall_clock:
            return [self.moment(mark) for mark in self._marks_after(self.mark(start), amounts)]
        moments: list[datetime] = []
        passed = timedelta(0)
        stretches = self.stretches(since=start)
        stretch = next(stretches, None)
        for amount in amounts:
            while stretch and passed + (stretch.end - stretch.begin) < amount:
                passed += stretch.end - stretch.begin
                stretch = next(stretches, None)
            if stretch is None:
                raise NoBusinessDays
            moments.append(self.moment(stretch.begin + (amount - passed)))
        return moments

    def _marks_after(self, begin: datetime, amounts: Sequence[timedelta]) -> Iterator[datetime]:
        """Whole days: the hour stays, and only the days that count are looked for."""
        day, into = begin.date(), begin - datetime.combine(begin.date(), time.min)
        if not self._counts(day):
            day, into = self._next(day), timedelta(0)
        reached = 0
        for amount in amounts:
            whole = into + amount
            days, rest = whole.days, whole - whole.days * ONE_DAY
            if days and not rest:  # midnight at the end of a day, not at the beginning of the next that counts
                days, rest = days - 1, ONE_DAY
            for _ in range(days - reached):
                day = self._next(day)
            reached = days
            yield datetime.combine(day, time.min) + rest

    def _counts(self, day: date) -> bool:
        return not self.unit.is_business or bool(self.calendar.on(day).spans)

    def _next(self, day: date) -> date:
        for _ in range(FARTHEST):
            day += ONE_DAY
            if self._counts(day):
                return day
        raise NoBusinessDays

    def between(self, *, start: datetime, end: datetime) -> timedelta:
        """What counts from `start` to `end`; zero if `end` is not later."""
        last, total = self.mark(end), timedelta(0)
        if self.mark(start) >= last:
            return total
        try:
            for stretch in self.stretches(since=start):
                if stretch.begin >= last:
                    break
                total += min(stretch.end, last) - stretch.begin
        except NoBusinessDays:
            return total  # nothing opens any more
        return total

    def left(self, *, now: datetime, due: datetime) -> timedelta:
        """What is left of a promise; less than nothing when it is late."""
        return self.between(start=now, end=due) - self.between(start=due, end=now)


def _after_midnight(day: date, minutes: int) -> datetime:
    return datetime.combine(day, time.min) + timedelta(minutes=minutes)
