"""The city's business calendar: Monday to Friday without the statutory holidays of its province."""

from datetime import date
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays
from django.conf import settings

from townline.service_levels.business_time import ALWAYS, Calendar, Day, Ruler
from townline.service_levels.values import Unit

WORKING_WEEK = frozenset(range(5))


@lru_cache(maxsize=400)
def holidays_of(*, province: str, year: int, civic: tuple[str, ...]) -> dict[date, str]:
    """Statutory holidays, and those optional ones whose name is in `civic`."""
    public = holidays.country_holidays("CA", subdiv=province, years=year, language="en_CA")
    optional = holidays.country_holidays("CA", subdiv=province, years=year, language="en_CA", categories=("optional",))
    kept = {day: name for day, name in optional.items() if name in civic}
    return {**kept, **dict(public.items())}


def is_holiday(day: date) -> bool:
    civic = tuple(settings.TOWNLINE_CIVIC_HOLIDAYS)
    return day in holidays_of(province=settings.TOWNLINE_PROVINCE, year=day.year, civic=civic)


def city_calendar(*, unit: Unit = Unit.BUSINESS_DAYS) -> Ruler:
    """The city's usual days, measured in one unit."""
    return Ruler(Calendar(zone=ZoneInfo(settings.TIME_ZONE), on=_usual_day), unit)


def calendar_of(*, department_id: int | None = None, unit: Unit = Unit.BUSINESS_DAYS) -> Ruler:
    """The days of that department, or of the city, measured in one unit."""
    return city_calendar(unit=unit)


def _usual_day(day: date) -> Day:
    return Day(ALWAYS) if day.weekday() in WORKING_WEEK and not is_holiday(day) else Day(())
