"""From a figure of the board to the moments between which its requests are due."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from townline.core.promised import AN_INSTANT
from townline.service_levels.calendars import city_calendar
from townline.service_requests.ageing import LATE_FEW, LATE_MANY, SOON_DAYS, WEEK_DAYS, What

_ONE_DAY = timedelta(days=1)
_SAME_SECOND = AN_INSTANT - timedelta(microseconds=1)  # as service_requests_due_date counts it


def day_begins(at: datetime, *, days: int = 0) -> datetime:
    """Midnight in the city at the beginning of that day, or of a day so many later."""
    day = timezone.localtime(at).date() + timedelta(days=days)
    return timezone.make_aware(datetime.combine(day, time.min))


def next_working_day(at: datetime) -> datetime:
    """Midnight at the end of the next day on which people work: Monday's on a Friday."""
    calendar, day = city_calendar().calendar, timezone.localtime(at).date() + _ONE_DAY
    while not calendar.is_business_day(day):
        day += _ONE_DAY
    return timezone.make_aware(datetime.combine(day + _ONE_DAY, time.min))


def due_between(what: What, *, at: datetime) -> tuple[datetime | None, datetime | None] | None:
    """After the first and not after the second; midnight at the end of a day is that day. None for what is not a span."""

    def end_of(days: int) -> datetime:
        return day_begins(at, days=days + 1) + _SAME_SECOND

    spans: dict[What, tuple[datetime | None, datetime | None]] = {
        What.LATER: (end_of(WEEK_DAYS), None),
        What.WEEK: (end_of(SOON_DAYS), end_of(WEEK_DAYS)),
        What.SOON: (end_of(0), end_of(SOON_DAYS)),
        What.TODAY: (at, end_of(0)),
        What.LATE: (None, at),
        What.LATE_5: (end_of(-LATE_FEW - 1), at),
        What.LATE_20: (end_of(-LATE_MANY - 1), end_of(-LATE_FEW - 1)),
        What.LATE_MORE: (None, end_of(-LATE_MANY - 1)),
        What.TOMORROW: (at, next_working_day(at) + _SAME_SECOND),
    }
    return spans.get(what)
