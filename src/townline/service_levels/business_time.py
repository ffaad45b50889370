"""Count time on business days only. Pure values: a calendar is a set of weekdays and a set of closed dates.

A business day counts in full, from midnight to midnight in the city's zone, so that two business days from Friday 15:00
is Tuesday 15:00 (the rule "48 hours counting business days only" of Oshawa's CORP-21-65). Arithmetic is on wall-clock
time: on the two days a year on which clocks change, a business day is still one business day.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

ONE_DAY = timedelta(days=1)
FARTHEST = 5_000  # days to look ahead before a calendar without business days is refused


class NoBusinessDays(ValueError):
    """The calendar has no business day for years: it was set up wrongly."""


@dataclass(frozen=True, slots=True)
class BusinessDays:
    """`weekdays` are 0 (Monday) to 6; `is_closed` says whether a date is a holiday or a closure."""

    zone: ZoneInfo
    weekdays: frozenset[int]
    is_closed: Callable[[date], bool]

    def is_business_day(self, day: date) -> bool:
        return day.weekday() in self.weekdays and not self.is_closed(day)

    def add(self, *, start: datetime, days: timedelta) -> datetime:
        """The moment at which that much business time has passed since `start`. Aware in, aware (UTC offset of the zone) out."""
        local = start.astimezone(self.zone).replace(tzinfo=None)
        local, left = self._first_open(local), days
        while left > (rest := _midnight_after(local) - local):
            left -= rest
            local = self._first_open(_midnight_after(local))
        return (local + left).replace(tzinfo=self.zone)

    def between(self, *, start: datetime, end: datetime) -> timedelta:
        """The business time from `start` to `end`; zero if `end` is not later."""
        local, last = (moment.astimezone(self.zone).replace(tzinfo=None) for moment in (start, end))
        total = timedelta(0)
        while local < last:
            stop = min(_midnight_after(local), last)
            if self.is_business_day(local.date()):
                total += stop - local
            local = stop
        return total

    def _first_open(self, local: datetime) -> datetime:
        for _ in range(FARTHEST):
            if self.is_business_day(local.date()):
                return local
            local = _midnight_after(local)
        raise NoBusinessDays


def _midnight_after(local: datetime) -> datetime:
    return datetime.combine(local.date() + ONE_DAY, time.min)
