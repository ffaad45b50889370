"""The wall clock of a zone, on the two days a year on which it jumps."""

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

_MINUTE = timedelta(minutes=1)
_DAY = timedelta(days=1)


def wall(*, moment: datetime, zone: ZoneInfo) -> datetime:
    """What the clock on the wall shows: naive. The hour that is shown twice is shown twice."""
    return moment.astimezone(zone).replace(tzinfo=None)


def first_moment(*, shown: datetime, zone: ZoneInfo) -> datetime:
    """The first moment (UTC) at which the wall clock shows this naive time, or has jumped past it.

    02:30 does not exist on the night on which clocks go forward: the answer is the jump. 01:30 exists twice on the night
    on which they go back: the answer is the first.
    """
    before = shown.replace(tzinfo=zone, fold=0).astimezone(UTC)
    if wall(moment=before, zone=zone) == shown:
        return before
    after = shown.replace(tzinfo=zone, fold=1).astimezone(UTC)
    low, high = after, before  # in a gap the two readings lie on either side of the jump
    while high - low > _MINUTE:
        middle = low + (high - low) // 2
        if wall(moment=middle, zone=zone) < shown:
            low = middle
        else:
            high = middle
    return high.replace(second=0, microsecond=0)


def first_shown(*, shown: datetime, zone: ZoneInfo) -> datetime:
    """The same moment as the zone tells it. Clocks jump on two days a year; on all others there is nothing to look for."""
    day = shown.date()
    if not _jumps(day, zone):
        return datetime.combine(day, shown.time(), zone)
    return first_moment(shown=shown, zone=zone).astimezone(zone)


@lru_cache(maxsize=4_000)
def _jumps(day: date, zone: ZoneInfo) -> bool:
    begin = datetime.combine(day, time.min, zone)
    return begin.utcoffset() != datetime.combine(day + _DAY, time.min, zone).utcoffset()
