"""A promise is counted to a moment and said as a day."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from townline.core.promised import last_day

CITY = ZoneInfo("America/Toronto")


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 6, 13, tzinfo=CITY), date(2026, 6, 12)),
        (datetime(2026, 6, 12, 16, 30, tzinfo=CITY), date(2026, 6, 12)),
        (datetime(2026, 6, 13, 4, tzinfo=ZoneInfo("UTC")), date(2026, 6, 12)),
        (datetime(2026, 6, 12, 0, 1, tzinfo=CITY), date(2026, 6, 12)),
        (datetime(2026, 11, 2, tzinfo=CITY), date(2026, 11, 1)),  # the day on which the clocks went back
    ],
)
def test_midnight_at_the_end_of_a_day_belongs_to_that_day(moment: datetime, day: date) -> None:
    assert last_day(moment) == day
