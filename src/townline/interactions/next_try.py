"""When to try somebody again: a rule that is data, the customer's quiet hours, the time of the city."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.utils import timezone

NOON = time(12)
_FRIDAY = 4
_MOST_DAYS = 60  # quiet hours that leave no time at all must not keep us looking for ever


@dataclass(frozen=True, slots=True)
class TryRule:
    """`other_half_of_day`: after a try in the morning the next one is in the afternoon, and the other way round."""

    most_tries: int = 3
    hours_between: int = 3
    other_half_of_day: bool = True
    from_time: time = time(8, 30)
    until_time: time = time(18)
    working_days_only: bool = True


@dataclass(frozen=True, slots=True)
class QuietHours:
    """When the customer does not want to be called; over midnight where the end is earlier than the start."""

    start: time
    end: time

    def holds_at(self, moment: time) -> bool:
        if self.start < self.end:
            return self.start <= moment < self.end
        return moment >= self.start or moment < self.end


def next_try(*, rule: TryRule, after: datetime, quiet: QuietHours | None) -> datetime:
    """The first moment after that try at which the rule and the customer allow one."""
    earliest = timezone.localtime(after) + timedelta(hours=rule.hours_between)
    if rule.other_half_of_day:
        earliest = max(earliest, _other_half(timezone.localtime(after)))
    return first_moment(rule=rule, earliest=earliest, quiet=quiet)


def first_moment(*, rule: TryRule, earliest: datetime, quiet: QuietHours | None) -> datetime:
    """`earliest`, or the next moment at which somebody may be called; `earliest` itself if there is never one."""
    here = timezone.localtime(earliest)
    for moment in _candidates(here, rule, quiet):
        if moment >= here and _fits(moment, rule, quiet):
            return moment
    return here


def _candidates(here: datetime, rule: TryRule, quiet: QuietHours | None) -> Iterator[datetime]:
    """Now, and the moments of each day at which a time in which nobody may be called ends."""
    yield here
    for days in range(_MOST_DAYS):
        day = here + timedelta(days=days)
        for start in sorted({rule.from_time, *([quiet.end] if quiet else [])}):
            yield day.replace(hour=start.hour, minute=start.minute, second=0, microsecond=0)


def _fits(moment: datetime, rule: TryRule, quiet: QuietHours | None) -> bool:
    if rule.working_days_only and moment.weekday() > _FRIDAY:
        return False
    if not rule.from_time <= moment.time() < rule.until_time:
        return False
    return quiet is None or not quiet.holds_at(moment.time())


def _other_half(tried: datetime) -> datetime:
    if tried.time() < NOON:
        return tried.replace(hour=NOON.hour, minute=0, second=0, microsecond=0)
    tomorrow = tried + timedelta(days=1)
    return tomorrow.replace(hour=0, minute=0, second=0, microsecond=0)
