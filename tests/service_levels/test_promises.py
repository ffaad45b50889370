"""Promises against an oracle that walks minute by minute: random calendars, zones, pauses, both changes of the clock."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.service_levels import oracle
from townline.service_levels.business_time import Calendar, Day, NoBusinessDays, Ruler
from townline.service_levels.promises import Pause, Promise, explain, in_order
from townline.service_levels.values import Counted, PauseReason, Unit

MINUTE = timedelta(minutes=1)
# two ordinary ones, one without summer time, half an hour of it, 45 minutes off, and one that jumps at midnight
ZONES = (
    "America/Toronto",
    "America/Edmonton",
    "America/Regina",
    "Australia/Lord_Howe",
    "Pacific/Chatham",
    "America/Havana",
)
CHANGES = (date(2026, 3, 8), date(2026, 11, 1), date(2026, 4, 5), date(2026, 10, 4), date(2026, 9, 27))
NEVER: tuple[tuple[int, int], ...] = ()

instants = st.integers(0, 365 * 1440 - 1).map(lambda n: datetime(2026, 1, 1, tzinfo=UTC) + n * MINUTE)
near_changes = st.builds(
    lambda day, n: datetime(day.year, day.month, day.day, tzinfo=UTC) + n * MINUTE,
    st.sampled_from(CHANGES),
    st.integers(-2 * 1440, 2 * 1440),
)
hours = st.lists(st.integers(0, 1440), min_size=2, max_size=4, unique=True).map(
    lambda marks: tuple(zip(sorted(marks)[::2], sorted(marks)[1::2], strict=False))
)
weeks = st.lists(st.one_of(st.just(NEVER), st.just(((510, 990),)), hours), min_size=7, max_size=7).filter(any)
closures = st.frozensets(st.dates(date(2026, 1, 1), date(2027, 2, 1)), max_size=30)
gaps = st.lists(st.tuples(st.integers(0, 6000), st.integers(1, 3000)), max_size=3)


@dataclass(frozen=True)
class Case:
    zone: ZoneInfo
    unit: Unit
    week: tuple[tuple[tuple[int, int], ...], ...]
    closed: frozenset[date]
    start: datetime
    minutes: int
    paused: tuple[tuple[datetime, datetime], ...]

    def on(self, day: date) -> tuple[tuple[int, int], ...]:
        return NEVER if day in self.closed else self.week[day.weekday()]

    @property
    def promise(self) -> Promise:
        calendar = Calendar(zone=self.zone, on=lambda day: Day(self.on(day)))
        pauses = tuple(Pause(begin, end, PauseReason.WEATHER) for begin, end in self.paused)
        return Promise(Ruler(calendar, self.unit), self.start, self.minutes * MINUTE, pauses)

    def shown_twice(self) -> bool:
        """A bound in the hour that is shown twice has no one meaning on the wall clock."""
        bounds = [self.start, *(moment for pause in self.paused for moment in pause)]
        local = [moment.astimezone(self.zone) for moment in bounds]
        return any(here.utcoffset() != here.replace(fold=1 - here.fold).utcoffset() for here in local)


@st.composite
def cases(draw: Callable[..., object]) -> Case:
    start: datetime = draw(st.one_of(instants, near_changes))  # type: ignore[assignment]
    paused, moment = [], start
    for wait, length in draw(gaps):  # type: ignore[attr-defined]
        begin = moment + wait * MINUTE
        moment = begin + length * MINUTE
        paused.append((begin, moment))
    zone = ZoneInfo(draw(st.sampled_from(ZONES)))  # type: ignore[arg-type]
    unit: Unit = draw(st.sampled_from(list(Unit)))  # type: ignore[assignment]
    week: tuple[tuple[tuple[int, int], ...], ...] = tuple(draw(weeks))  # type: ignore[arg-type]
    closed: frozenset[date] = draw(closures)  # type: ignore[assignment]
    return Case(zone, unit, week, closed, start, draw(st.integers(1, 5_000)), tuple(paused))  # type: ignore[arg-type]


def agrees(case: Case) -> None:
    if case.unit.is_wall_clock and case.shown_twice():
        return
    walked = oracle.due(
        start=case.start, minutes=case.minutes, zone=case.zone, on=case.on, unit=case.unit.value, paused=case.paused
    )
    try:
        due = case.promise.due()
    except NoBusinessDays:
        assert walked is None
        return
    assert due is not None
    # Python finds a time that is shown twice unequal to every time of another zone (PEP 495)
    assert walked is None or due.astimezone(UTC) == walked


@given(cases())
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_due_agrees_with_the_clock_that_is_walked(case: Case) -> None:
    agrees(case)


@pytest.mark.slow
@pytest.mark.timeout(1_800)
@given(cases())
@settings(max_examples=20_000, deadline=None, suppress_health_check=list(HealthCheck))
def test_due_agrees_in_twenty_thousand_cases(case: Case) -> None:
    agrees(case)


@given(cases(), st.integers(1, 4_000))
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_used_agrees_with_the_clock_that_is_walked(case: Case, after: int) -> None:
    if case.unit.is_wall_clock and case.shown_twice():
        return
    until = case.start + after * MINUTE
    if case.unit.is_wall_clock and Case(case.zone, case.unit, case.week, case.closed, until, 1, ()).shown_twice():
        return
    walked = oracle.counted(
        start=case.start, end=until, zone=case.zone, on=case.on, unit=case.unit.value, paused=case.paused
    )
    assert case.promise.used(at=until) == walked * MINUTE


@given(cases(), st.integers(1, 4_000))
@settings(max_examples=100, deadline=None)
def test_explain_leaves_no_gap_and_adds_up(case: Case, after: int) -> None:
    if case.unit.is_wall_clock and case.shown_twice():
        return
    until = case.start + after * MINUTE
    lines = explain(promise=case.promise, until=until)
    assert [lines[0].begin, *(line.end for line in lines)] == [*(line.begin for line in lines), until]
    assert sum((line.counted for line in lines), timedelta(0)) == case.promise.used(at=until)


TORONTO = ZoneInfo("America/Toronto")


def weekdays(day: date) -> Day:
    if day == date(2026, 7, 1):
        return Day((), "Canada Day")
    return Day(((510, 990),)) if day.weekday() < 5 else Day(())


OFFICE = Calendar(zone=TORONTO, on=weekdays)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=TORONTO)


def promise(unit: Unit, quantity: int, start: str, *pauses: Pause) -> Promise:
    return Promise(Ruler(OFFICE, unit), at(start), unit.amount(quantity), pauses)


@pytest.mark.parametrize(
    ("unit", "quantity", "start", "due"),
    [
        (Unit.BUSINESS_DAYS, 2, "2026-06-05 15:00", "2026-06-09 15:00"),  # Friday 15:00 is due Tuesday 15:00
        (Unit.BUSINESS_DAYS, 1, "2026-06-30 12:00", "2026-07-02 12:00"),  # over Canada Day
        (Unit.BUSINESS_HOURS, 4, "2026-06-05 15:00", "2026-06-08 11:00"),  # 90 minutes on Friday, the rest on Monday
        (Unit.CALENDAR_DAYS, 3, "2026-03-06 02:30", "2026-03-09 02:30"),  # clocks go forward: the same hour of the day
        (Unit.CALENDAR_DAYS, 1, "2026-03-07 02:30", "2026-03-08 03:00"),  # 02:30 is never shown
        (Unit.HOURS, 24, "2026-03-07 12:00", "2026-03-08 13:00"),  # clocks go forward: a day of 23 hours
        (Unit.HOURS, 24, "2026-10-31 12:00", "2026-11-01 11:00"),  # clocks go back: a day of 25 hours
    ],
)
def test_due(unit: Unit, quantity: int, start: str, due: str) -> None:
    assert promise(unit, quantity, start).due() == at(due)


def test_due_is_open_while_paused() -> None:
    pause = Pause(at("2026-06-08 09:00"), None, PauseReason.WEATHER)
    assert promise(Unit.BUSINESS_DAYS, 2, "2026-06-05 15:00", pause).due() is None


def test_a_pause_after_the_due_moment_moves_nothing() -> None:
    late = Pause(at("2026-06-10 09:00"), at("2026-06-12 09:00"), PauseReason.WEATHER)
    assert promise(Unit.BUSINESS_DAYS, 2, "2026-06-05 15:00", late).due() == at("2026-06-09 15:00")


def test_left_is_less_than_nothing_when_late() -> None:
    late = promise(Unit.BUSINESS_DAYS, 2, "2026-06-05 15:00")
    assert late.left(at=at("2026-06-10 15:00")) == timedelta(days=-1)


def test_explain_names_the_holiday_and_the_pause() -> None:
    pause = Pause(at("2026-07-02 09:00"), at("2026-07-03 09:00"), PauseReason.WAITING_FOR_CUSTOMER)
    lines = explain(promise=promise(Unit.BUSINESS_DAYS, 3, "2026-06-30 12:00", pause), until=at("2026-07-03 12:00"))
    assert [(line.why, line.label, line.counted) for line in lines] == [
        (Counted.OPEN, "", timedelta(hours=12)),
        (Counted.CLOSED, "Canada Day", timedelta(0)),
        (Counted.OPEN, "", timedelta(hours=9)),
        (Counted.PAUSED, "waiting_for_customer", timedelta(0)),
        (Counted.OPEN, "", timedelta(hours=3)),
    ]


def test_in_order_counts_an_overlap_once() -> None:
    customer = Pause(at("2026-06-08 09:00"), at("2026-06-10 09:00"), PauseReason.WAITING_FOR_CUSTOMER)
    storm = Pause(at("2026-06-09 09:00"), at("2026-06-11 09:00"), PauseReason.WEATHER)
    inside = Pause(at("2026-06-09 10:00"), at("2026-06-09 11:00"), PauseReason.OTHER_BODY)
    assert in_order([storm, inside, customer]) == (
        customer,
        Pause(at("2026-06-10 09:00"), at("2026-06-11 09:00"), PauseReason.WEATHER),
    )


def test_a_calendar_that_never_opens_is_refused() -> None:
    never = Ruler(Calendar(zone=TORONTO, on=lambda _day: Day(())), Unit.BUSINESS_DAYS)
    with pytest.raises(NoBusinessDays):
        Promise(never, at("2026-06-01 00:00"), timedelta(days=1)).due()
