"""Business time against an oracle that walks the wall clock step by step."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from townline.service_levels.business_time import BusinessDays, NoBusinessDays

TORONTO = ZoneInfo("America/Toronto")
STEP = timedelta(minutes=15)
FIRST = datetime(2026, 1, 1)
QUARTERS_OF_THE_YEAR = 365 * 96
CHANGES = [date(2026, 3, 8), date(2026, 11, 1)]  # clocks go forward, clocks go back

starts = st.integers(0, QUARTERS_OF_THE_YEAR - 1).map(lambda n: FIRST + n * STEP) | st.builds(
    lambda day, n: datetime.combine(day, datetime.min.time()) - timedelta(days=2) + n * STEP,
    st.sampled_from(CHANGES),
    st.integers(0, 5 * 96),
)
spans = st.integers(1, 6 * 96).map(lambda n: n * STEP)
weeks = st.frozensets(st.integers(0, 6), min_size=1)
closures = st.frozensets(st.dates(date(2026, 1, 1), date(2027, 1, 31)), max_size=40)


def calendar(week: frozenset[int], closed: frozenset[date]) -> BusinessDays:
    return BusinessDays(zone=TORONTO, weekdays=week, is_closed=closed.__contains__)


def wall(moment: datetime) -> datetime:
    return moment.astimezone(TORONTO).replace(tzinfo=None)


def oracle(start: datetime, span: timedelta, week: frozenset[int], closed: frozenset[date]) -> datetime:
    moment, left = start, span
    while left > timedelta(0):
        if moment.weekday() in week and moment.date() not in closed:
            left -= STEP
        moment += STEP
    return moment


def aware(local: datetime) -> datetime:
    """The first moment at which the wall clock shows this; what it never shows is moved on by the hour it skips."""
    return local.replace(tzinfo=TORONTO).astimezone(UTC).astimezone(TORONTO)


@given(starts, spans, weeks, closures)
def test_add_agrees_with_the_oracle(
    start: datetime, span: timedelta, week: frozenset[int], closed: frozenset[date]
) -> None:
    start = wall(aware(start))
    result = calendar(week, closed).add(start=aware(start), days=span)
    assert result.replace(tzinfo=None) == oracle(start, span, week, closed)


@given(starts, spans, weeks, closures)
def test_between_gives_back_what_add_added(
    start: datetime, span: timedelta, week: frozenset[int], closed: frozenset[date]
) -> None:
    days = calendar(week, closed)
    end = days.add(start=aware(start), days=span)
    if wall(end) == end.replace(tzinfo=None):  # not in the hour that the clock skips
        assert days.between(start=aware(start), end=end) == span


@given(starts, spans, spans, weeks)
def test_add_in_two_parts_is_add_at_once(
    start: datetime, first: timedelta, second: timedelta, week: frozenset[int]
) -> None:
    days = calendar(week, frozenset())
    half = days.add(start=aware(start), days=first)
    if wall(half) == half.replace(tzinfo=None):
        whole = days.add(start=aware(start), days=first + second)
        assert days.add(start=half, days=second) == whole


@pytest.mark.parametrize("change", CHANGES)
def test_add_keeps_the_hour_of_the_day_when_clocks_change(change: date) -> None:
    friday = datetime.combine(change - timedelta(days=2), datetime.min.time().replace(hour=15), tzinfo=TORONTO)
    due = calendar(frozenset(range(5)), frozenset()).add(start=friday, days=timedelta(days=2))
    assert due.replace(tzinfo=None) == friday.replace(tzinfo=None) + timedelta(days=4)


@pytest.mark.parametrize("change", CHANGES)
def test_the_day_on_which_clocks_change_is_one_business_day(change: date) -> None:
    midnight = datetime.combine(change, datetime.min.time(), tzinfo=TORONTO)
    due = calendar(frozenset(range(7)), frozenset()).add(start=midnight, days=timedelta(days=1))
    assert due.replace(tzinfo=None) == midnight.replace(tzinfo=None) + timedelta(days=1)


def test_between_is_zero_backwards() -> None:
    monday = datetime(2026, 6, 1, 12, tzinfo=TORONTO)
    days = calendar(frozenset(range(5)), frozenset())
    assert days.between(start=monday, end=monday - timedelta(days=3)) == timedelta(0)


def test_add_refuses_a_calendar_that_never_opens() -> None:
    never = BusinessDays(zone=TORONTO, weekdays=frozenset(), is_closed=lambda _day: False)
    with pytest.raises(NoBusinessDays):
        never.add(start=datetime(2026, 6, 1, tzinfo=TORONTO), days=timedelta(days=1))
