"""When somebody is tried again."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from townline.interactions.next_try import QuietHours, TryRule, first_moment, next_try

TORONTO = ZoneInfo("America/Toronto")
RULE = TryRule()


def on(day: int, hour: int, minute: int = 0) -> datetime:
    """June 2026: the 3rd is a Wednesday."""
    return datetime(2026, 6, day, hour, minute, tzinfo=TORONTO)


@pytest.mark.parametrize(
    ("tried", "expected"),
    [
        (on(3, 9), on(3, 12)),  # in the morning: the afternoon
        (on(3, 11), on(3, 14)),  # with the hours between
        (on(3, 14), on(4, 8, 30)),  # in the afternoon: tomorrow morning
        (on(5, 15), on(8, 8, 30)),  # on Friday afternoon: Monday
        (on(6, 10), on(8, 8, 30)),  # on Saturday: Monday
    ],
)
def test_next_try_is_in_the_other_half_of_a_working_day(tried: datetime, expected: datetime) -> None:
    assert next_try(rule=RULE, after=tried, quiet=None) == expected


def test_quiet_hours_are_waited_for() -> None:
    assert next_try(rule=RULE, after=on(3, 9), quiet=QuietHours(time(11), time(15, 30))) == on(3, 15, 30)


def test_quiet_hours_over_midnight() -> None:
    assert first_moment(rule=RULE, earliest=on(3, 8, 45), quiet=QuietHours(time(21), time(10))) == on(3, 10)


def test_customer_who_is_never_free_is_not_looked_for_for_ever() -> None:
    assert first_moment(rule=RULE, earliest=on(3, 9), quiet=QuietHours(time(8), time(19))) == on(3, 9)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # a busy machine is no fault
@given(
    minutes=st.integers(0, 60 * 24 * 20),
    hours=st.integers(0, 30),
    half=st.booleans(),
    start=st.integers(0, 23),
    length=st.integers(1, 6),
)
def test_next_try_keeps_the_rule_and_the_quiet_hours(
    minutes: int, hours: int, half: bool, start: int, length: int
) -> None:
    tried = on(1, 0) + timedelta(minutes=minutes)
    rule = TryRule(hours_between=hours, other_half_of_day=half)
    quiet = QuietHours(time(start), time((start + length) % 24))
    found = next_try(rule=rule, after=tried, quiet=quiet).astimezone(TORONTO)
    assert found >= tried + timedelta(hours=hours)
    assert found.weekday() < 5
    assert time(8, 30) <= found.time() < time(18)
    assert not quiet.holds_at(found.time())
    if half:
        assert (found.date(), found.hour < 12) != (tried.date(), tried.hour < 12)
