"""What stands still, what is forgiven when it goes on, and what a day that somebody named does meanwhile."""

from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as example_settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from pytest_django import Settings

from tests.factories.clock import DAY, HOUR, NOON
from tests.service_levels.test_clocks import DONE, at, clock, started
from townline.core.actor import SYSTEM
from townline.events import queries as log
from townline.service_levels import calendars, operations, queries
from townline.service_levels.models import BusinessCalendar, Clock, ClockPause
from townline.service_levels.values import ClockKind, Ended, PauseReason, Promised, Unit

pytestmark = pytest.mark.django_db

STORM, ASKED, OTHER = PauseReason.WEATHER, PauseReason.WAITING_FOR_CUSTOMER, PauseReason.OTHER_BODY
WEEK = [[[510, 990]]] * 5 + [[], []]
ONE_DAY = Promised(DONE, 1)


def pause(subject: UUID, when: datetime, reason: PauseReason = STORM) -> None:
    operations.pause(subject=subject, reason=reason, at=when)


def resume(subject: UUID, when: datetime, reason: PauseReason | None = None) -> datetime | None:
    return operations.resume(subject=subject, at=when, reason=reason)


def told(subject: UUID) -> list[str]:
    return [event.type.removeprefix("service_level.") for event in log.history_of(subject=subject)]


def named(day: str, *, when: datetime = NOON) -> UUID:
    subject = started(when=when)
    operations.repromise(subject=subject, kind=DONE, due_at=at(day), by=SYSTEM, at=when)
    return subject


def closed(day: str, *, when: datetime = NOON) -> BusinessCalendar:
    """A version that another process writes."""
    closures = [{"from": day, "until": day, "spans": [], "name": {"en": "Flood", "fr": "Inondation"}}]
    return BusinessCalendar.objects.create(
        number=1, effective_from=date(2026, 6, 3), weekly=WEEK, province="ON", closures=closures, changed_at=when,
        changed_by="Ada",
    )  # fmt: skip


# -- forgiven ---------------------------------------------------------------------------------------
def test_a_storm_that_began_before_it_was_late_forgives_it_and_it_is_found_late_again() -> None:
    subject = started(ONE_DAY)
    operations.record_late(at=NOON + DAY)
    pause(subject, NOON + DAY - HOUR)  # written down after it began
    due = resume(subject, NOON + DAY + 2 * HOUR)
    one = clock(subject)
    assert due == one.due_at == NOON + DAY + 3 * HOUR
    assert (one.breached_at, one.next_at) == (None, due)
    operations.record_late(at=due)
    assert told(subject) == ["breached", "breached"]


def test_what_is_not_at_risk_any_more_is_found_at_risk_again() -> None:
    subject = started(ONE_DAY)
    operations.record_late(at=NOON + 18 * HOUR)
    assert list(queries.told_subjects()) == [subject]
    pause(subject, NOON + 12 * HOUR)
    resume(subject, NOON + 20 * HOUR)
    assert list(queries.told_subjects()) == []
    operations.record_late(at=clock(subject).at_risk_at)
    assert told(subject) == ["at_risk", "at_risk"]


def test_what_was_late_before_it_stood_still_stays_late_and_nobody_hears_it_twice() -> None:
    subject = started(ONE_DAY)
    operations.record_late(at=NOON + DAY)
    pause(subject, NOON + DAY + HOUR)
    resume(subject, NOON + 2 * DAY)
    operations.record_late(at=NOON + 3 * DAY)
    assert (clock(subject).breached_at, told(subject)) == (NOON + DAY, ["breached"])


def test_what_a_storm_does_not_hold_is_found_late_once_though_the_storm_is_let_go_on_afterwards() -> None:
    subject = started(Promised(ClockKind.FIRST_CONTACT, 1), Promised(DONE, 5))
    pause(subject, NOON + HOUR)
    operations.record_late(at=NOON + DAY + HOUR)
    resume(subject, NOON + 12 * HOUR)  # when it had ended
    operations.record_late(at=NOON + DAY + 2 * HOUR)
    assert told(subject) == ["breached"]


def test_what_is_promised_longer_while_it_stands_still_is_not_late_any_more() -> None:
    subject = started(ONE_DAY)
    operations.record_late(at=NOON + DAY)
    pause(subject, NOON + DAY + HOUR, ASKED)
    longer = Promised(DONE, 26, Unit.HOURS)
    operations.recount(subject=subject, promises=[longer], why="priority", by=SYSTEM, at=NOON + DAY + 9 * HOUR)
    one = clock(subject)
    assert (one.due_at, one.breached_at) == (NOON + DAY + 2 * HOUR, None)


def test_what_stands_still_with_time_left_is_neither_late_nor_at_risk() -> None:
    subject, late = started(ONE_DAY), started(ONE_DAY)
    operations.record_late(at=NOON + 20 * HOUR)
    pause(subject, NOON + 21 * HOUR)
    assert list(queries.at_risk_subjects(kind=DONE, at=NOON + 22 * HOUR)) == [late]
    operations.record_late(at=NOON + 2 * DAY)
    pause(late, NOON + 2 * DAY)
    assert list(queries.late_subjects(kind=DONE, at=NOON + 3 * DAY)) == [late]


# -- ended while it stood still ---------------------------------------------------------------------
def test_work_that_is_done_while_it_stands_still_was_kept() -> None:
    subject = started()
    due = clock(subject).due_at
    pause(subject, due - DAY)
    operations.stop(subject=subject, at=due + 2 * DAY)
    [one] = queries.explained(subject=subject, at=due + 9 * DAY)
    assert (one.clock.ended_as, one.clock.due_at > one.until) == (Ended.MET, True)
    assert sum((line.counted for line in one.lines), timedelta(0)) == one.amount
    assert one.lines[-1].end == one.clock.due_at


def test_a_word_that_is_said_while_it_stands_still_was_in_time() -> None:
    subject = started(Promised(ClockKind.FIRST_CONTACT, 1), Promised(DONE, 5))
    pause(subject, NOON + HOUR, ASKED)
    operations.stop(subject=subject, at=NOON + 5 * DAY, kind=ClockKind.FIRST_CONTACT)
    assert ClockPause.objects.get(subject=subject).end_at is None  # the work still stands
    resume(subject, NOON + 6 * DAY)
    one = next(row for row in queries.explained(subject=subject, at=NOON + 9 * DAY) if row.clock.stopped_at)
    assert one.clock.due_at > one.until
    assert sum((line.counted for line in one.lines), timedelta(0)) == one.amount


def test_work_that_was_not_done_goes_on_with_the_pause_in_which_it_was_said_to_be() -> None:
    for subject in (started(), named("2026-06-10 12:00")):
        pause(subject, NOON + HOUR)
        operations.stop(subject=subject, at=NOON + DAY + HOUR)
        due = operations.take_up(subject=subject, at=NOON + 2 * DAY)
        assert due == at("2026-06-11 12:00")


def test_what_is_counted_anew_while_it_stands_still_keeps_the_pauses_of_before() -> None:
    subject = started()
    pause(subject, NOON + HOUR)
    resume(subject, NOON + 12 * DAY)
    pause(subject, NOON + 12 * DAY + HOUR)
    operations.recount(subject=subject, promises=[Promised(DONE, 4)], why="priority", by=SYSTEM, at=NOON + 13 * DAY)
    assert list(queries.late_subjects(kind=DONE, at=NOON + 13 * DAY)) == []
    assert clock(subject).due_at == at("2026-06-19 11:00")  # with four days, and eight that stood still
    [one] = [row for row in queries.explained(subject=subject, at=NOON + 13 * DAY) if row.is_open]
    assert one.left > timedelta(0)


def test_what_has_ended_is_explained_by_the_days_that_held_then() -> None:
    subject = started()
    operations.stop(subject=subject, at=NOON - HOUR + DAY)
    closed("2026-06-05", when=NOON + DAY)
    [one] = queries.explained(subject=subject, at=NOON + 2 * DAY)
    assert sum((line.counted for line in one.lines), timedelta(0)) == one.amount
    assert calendars.city_calendar().calendar.on(date(2026, 6, 5)).why == "Flood"


# -- a day that was named ---------------------------------------------------------------------------
def test_a_day_that_was_named_stays_when_the_opening_days_change() -> None:
    subject = named("2026-06-13 00:00")  # the end of Friday
    closed("2026-06-12")
    operations.recompute_due(department_id=None, since=date(2026, 6, 3), at=NOON)
    assert clock(subject).due_at == at("2026-06-13 00:00")


@pytest.mark.parametrize("begin", ["2026-06-04 10:00", "2026-06-13 10:00"])
def test_a_day_on_which_nothing_counts_never_moves_forward(begin: str) -> None:
    subject = named("2026-06-14 00:00")  # the end of Saturday
    pause(subject, at(begin))
    assert resume(subject, at(begin) + HOUR) >= at("2026-06-14 00:00")  # type: ignore[operator]
    operations.recount(subject=subject, promises=[ONE_DAY], why="priority", by=SYSTEM, at=NOON + DAY)
    assert clock(subject).due_at >= at("2026-06-14 00:00")


def test_a_storm_that_is_written_down_after_another_pause_counts_its_time_once() -> None:
    promised, day = started(), named("2026-06-10 12:00")
    for subject in (promised, day):
        pause(subject, NOON + 4 * HOUR, ASKED)
        resume(subject, NOON + 8 * HOUR)
        pause(subject, NOON + 2 * HOUR)
        resume(subject, NOON + 10 * HOUR)
    assert clock(promised).due_at == clock(day).due_at == at("2026-06-10 20:00")


# -- small things that come late ----------------------------------------------------------------------
def test_a_word_from_before_the_interval_begins_none() -> None:
    subject = started(Promised(ClockKind.KEEP_INFORMED, 10))
    operations.turn(subject=subject, kind=ClockKind.KEEP_INFORMED, at=NOON + 2 * DAY)
    operations.turn(subject=subject, kind=ClockKind.KEEP_INFORMED, at=NOON + DAY)
    assert [one.started_at for one in queries.clocks_of(subject=subject)] == [NOON, NOON + 2 * DAY]


def test_a_length_is_promised_again_after_a_day_that_was_named() -> None:
    assert queries.promises_of(subject=named("2026-06-30 00:00")) == [Promised(DONE, 5)]


def test_to_count_anew_looks_at_what_another_process_has_written(settings: Settings) -> None:
    subject = started()
    settings.TOWNLINE_CACHE_SECONDS = 3_600
    calendars.city_calendar()
    closed("2026-06-04")
    operations.recompute_due(department_id=None, since=date(2026, 6, 3), at=NOON)
    assert clock(subject).due_at == at("2026-06-11 12:00")


def test_resume_before_anything_stood_still_moves_nothing() -> None:
    subject = started()
    before = clock(subject).due_at
    assert (resume(subject, NOON + DAY), resume(uuid4(), NOON)) == (before, None)
    pause(subject, NOON + DAY)
    assert resume(subject, NOON) == before  # an end before the beginning is none


# -- any walk -----------------------------------------------------------------------------------------
steps = st.lists(
    st.tuples(
        st.sampled_from(["pause", "resume", "backdated", "late", "recount"]),
        st.sampled_from([STORM, ASKED, OTHER]),
        st.integers(1, 2_000),
    ),
    max_size=12,
)


class AnyWalk(TestCase):
    @given(steps, st.sampled_from(["2026-06-03 12:00", "2026-03-05 10:30", "2026-10-29 16:10", "2026-12-23 09:00"]))
    @example_settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
    def test_a_day_that_was_named_moves_as_the_promise_of_as_much_time_does(
        self, walk: list[tuple[str, PauseReason, int]], begin: str
    ) -> None:
        moment = at(begin)
        length, day = started(Promised(DONE, 5), when=moment), started(when=moment)
        due = clock(length).due_at
        operations.repromise(subject=day, kind=DONE, due_at=due, by=SYSTEM, at=moment)
        open_now: set[PauseReason] = set()
        for what, reason, minutes in walk:
            moment += timedelta(minutes=minutes)
            for subject in (length, day):
                step(subject, what, reason, moment, is_open=bool(open_now))
            open_now = set(ClockPause.objects.filter(subject=day, end_at=None).values_list("reason", flat=True))  # type: ignore[arg-type]
            agree(length, day, moment)
        for subject in (length, day):
            resume(subject, moment)
        agree(length, day, moment)


def step(subject: UUID, what: str, reason: PauseReason, moment: datetime, *, is_open: bool) -> None:
    match what:
        case "pause":
            pause(subject, moment, reason)
        case "backdated" if not is_open:  # weather holds nothing that stands still
            pause(subject, max(moment - DAY, clock(subject).started_at), STORM)
        case "resume":
            resume(subject, moment, reason)
        case "late":
            operations.record_late(at=moment)
        case "recount":
            operations.recount(subject=subject, promises=[Promised(DONE, 5)], why="priority", by=SYSTEM, at=moment)


def agree(length: UUID, day: UUID, moment: datetime) -> None:
    one, other = clock(length), clock(day)
    assert (one.paused_at, one.breached_at) == (other.paused_at, other.breached_at)
    assert one.due_at == other.due_at or one.paused_at
    for each in (one, other):
        standing = each.paused_at is not None
        come = each.due_at <= (each.paused_at or moment)
        assert (each.next_at is None) == (standing or each.breached_at is not None)
        assert come or each.breached_at is None
    assert one.unit == Unit.BUSINESS_DAYS
    assert Clock.objects.filter(subject__in=[length, day], stopped_at=None).count() == 2
