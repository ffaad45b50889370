import sys
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.conf import LazySettings

from townline.service_levels import queries
from townline.service_levels.calendars import city_calendar, is_holiday

pytestmark = pytest.mark.django_db
TORONTO = ZoneInfo("America/Toronto")
STATUTORY_2026 = ["01-01", "02-16", "04-03", "05-18", "07-01", "09-07", "10-12", "12-25"]


@pytest.mark.parametrize("day", STATUTORY_2026)
def test_ontario_keeps_its_statutory_holidays(day: str) -> None:
    assert is_holiday(date.fromisoformat(f"2026-{day}"))


@pytest.mark.parametrize(("kept", "holiday"), [(["Civic Holiday"], True), ([], False)])
def test_civic_holiday_is_the_city_s_choice(kept: list[str], holiday: bool, settings: LazySettings) -> None:
    settings.TOWNLINE_CIVIC_HOLIDAYS = kept
    assert is_holiday(date(2026, 8, 3)) is holiday


@pytest.mark.parametrize(
    ("asked", "business_days", "due"),
    [
        ("2026-06-05 15:00", 2, "2026-06-09 15:00"),  # Friday to Tuesday
        ("2026-04-02 15:00", 1, "2026-04-06 15:00"),  # over Good Friday
        ("2026-06-06 10:00", 1, "2026-06-09 00:00"),  # asked on a Saturday: all of Monday
        ("2026-03-06 15:00", 1, "2026-03-09 15:00"),  # clocks go forward
        ("2026-10-30 15:00", 1, "2026-11-02 15:00"),  # clocks go back
    ],
)
def test_expected_counts_business_days(asked: str, business_days: int, due: str) -> None:
    at = datetime.fromisoformat(asked).replace(tzinfo=TORONTO)
    expected = queries.expected(business_days=business_days, at=at)
    assert expected == datetime.fromisoformat(due).replace(tzinfo=TORONTO)


def test_city_calendar_does_not_count_a_holiday() -> None:
    before, after = (datetime(2026, 6, 30, 12, tzinfo=TORONTO), datetime(2026, 7, 2, 12, tzinfo=TORONTO))
    assert city_calendar().between(start=before, end=after) == timedelta(days=1)


def test_the_holidays_of_other_countries_are_not_loaded() -> None:
    assert is_holiday(date(2026, 7, 1))
    assert "holidays.countries.canada" in sys.modules
    assert "holidays.countries.france" not in sys.modules
