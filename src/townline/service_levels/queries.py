"""When is it due?"""

from datetime import datetime, timedelta
from uuid import UUID

from townline.service_levels.calendars import city_calendar
from townline.service_levels.models import Clock
from townline.service_levels.values import Unit


def expected(*, business_days: int, at: datetime) -> datetime:
    """The moment that many business days after `at`."""
    return city_calendar().add(start=at, amount=timedelta(days=business_days))


def deadline(*, quantity: int, unit: Unit, start: datetime) -> datetime:
    """The moment by which so much of the unit has passed on the city's calendar."""
    return city_calendar(unit=unit).add(start=start, amount=unit.amount(quantity))


def business_time(*, start: datetime, end: datetime) -> timedelta:
    """What is left from `start` to `end`, less than nothing if `end` is earlier."""
    return city_calendar().left(now=start, due=end)


def clocks_of(*, subject: UUID) -> list[Clock]:
    return list(Clock.objects.filter(subject=subject).order_by("started_at"))
