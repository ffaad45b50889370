"""Clocks in the database: pauses and all, against the oracle that walks minute by minute."""

from datetime import UTC, date, datetime, timedelta
from functools import cache
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest
from django.db import DataError, IntegrityError, connection, transaction
from hypothesis import HealthCheck, given
from hypothesis import settings as example_settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tests.factories.clock import DAY, HOUR, NOON
from tests.service_levels import oracle
from townline.core.actor import SYSTEM
from townline.events import queries as events
from townline.service_levels import operations, queries
from townline.service_levels.calendars import city_calendar
from townline.service_levels.models import Clock, ClockPause
from townline.service_levels.values import ClockKind, Ended, PauseReason, Promised, Unit

pytestmark = pytest.mark.django_db

TORONTO = ZoneInfo("America/Toronto")
MINUTE = timedelta(minutes=1)
DONE = ClockKind.RESOLUTION
FIVE_DAYS = Promised(DONE, 5)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=TORONTO)


def started(*promises: Promised, when: datetime = NOON, subject_type: str = "service_request") -> UUID:
    subject = uuid4()
    operations.start(subject=subject, promises=promises or [FIVE_DAYS], at=when, subject_type=subject_type)
    return subject


def clock(subject: UUID, kind: ClockKind = DONE) -> Clock:
    return next(one for one in reversed(queries.clocks_of(subject=subject)) if one.kind == kind)


@pytest.mark.parametrize(
    ("unit", "quantity", "due"),
    [
        (Unit.BUSINESS_DAYS, 2, "2026-06-09 15:00"),  # from Friday 15:00: Tuesday 15:00
        (Unit.CALENDAR_DAYS, 2, "2026-06-07 15:00"),
        (Unit.HOURS, 2, "2026-06-05 17:00"),
    ],
)
def test_start_promises_in_every_unit(unit: Unit, quantity: int, due: str) -> None:
    subject = started(Promised(ClockKind.FIRST_CONTACT, quantity, unit), when=at("2026-06-05 15:00"))
    assert clock(subject, ClockKind.FIRST_CONTACT).due_at == at(due)


def test_a_promise_is_at_risk_when_three_quarters_of_it_are_used() -> None:
    subject = started(Promised(DONE, 4), when=at("2026-06-01 09:00"))  # Monday to Friday
    one = clock(subject)
    assert (one.at_risk_at, one.due_at, one.next_at) == (at("2026-06-04 09:00"), at("2026-06-05 09:00"), one.at_risk_at)


def test_two_clocks_of_one_kind_do_not_run_at_once() -> None:
    subject = started()
    with pytest.raises(IntegrityError):
        operations.start(subject=subject, promises=[FIVE_DAYS], at=NOON)


def test_restart_replaces_the_promise_and_keeps_the_earlier_round() -> None:
    subject = started()
    operations.restart(subject=subject, promises=[Promised(DONE, 1)], at=NOON + DAY)
    earlier, later = queries.clocks_of(subject=subject)
    assert (earlier.ended_as, earlier.stopped_at, later.round, later.quantity) == (Ended.REPLACED, NOON + DAY, 2, 1)


def test_stop_drops_what_need_not_be_told_any_more() -> None:
    subject = started(Promised(ClockKind.FIRST_CONTACT, 2), FIVE_DAYS)
    operations.stop(subject=subject, at=NOON + HOUR)
    assert {one.kind: one.ended_as for one in queries.clocks_of(subject=subject)} == {
        "first_contact": Ended.DROPPED,
        "resolution": Ended.MET,
    }


def test_waiting_for_the_customer_holds_all_but_the_receipt() -> None:
    subject = started(*(Promised(kind, 3) for kind in ClockKind))
    operations.pause(subject=subject, reason=PauseReason.WAITING_FOR_CUSTOMER, at=NOON + HOUR)
    assert {kind for kind in ClockKind if clock(subject, kind).paused_at is None} == {ClockKind.ACKNOWLEDGE}


def test_weather_holds_the_work_and_no_word() -> None:
    subject = started(*(Promised(kind, 3) for kind in ClockKind))
    operations.pause(subject=subject, reason=PauseReason.WEATHER, at=NOON + HOUR, label="Ice storm")
    assert {kind for kind in ClockKind if clock(subject, kind).paused_at} == {DONE}


def test_resume_gives_back_what_was_left() -> None:
    subject = started()
    before = clock(subject).due_at
    operations.pause(subject=subject, reason=PauseReason.WEATHER, at=NOON + HOUR)
    due = operations.resume(subject=subject, at=NOON + DAY + HOUR)
    assert (due, clock(subject).paused_at, clock(subject).next_at) == (before + DAY, None, clock(subject).at_risk_at)


def test_two_pauses_at_once_count_once() -> None:
    subject = started()
    before = clock(subject).due_at
    operations.pause(subject=subject, reason=PauseReason.WEATHER, at=NOON)
    operations.pause(subject=subject, reason=PauseReason.WAITING_FOR_CUSTOMER, at=NOON + HOUR)
    assert operations.resume(subject=subject, at=NOON + DAY, reason=PauseReason.WEATHER) is None
    due = operations.resume(subject=subject, at=NOON + 2 * DAY, reason=PauseReason.WAITING_FOR_CUSTOMER)
    assert due is not None
    assert due - before == timedelta(days=2)


def test_a_pause_of_what_is_late_moves_nothing() -> None:
    subject = started()
    due = clock(subject).due_at
    operations.pause(subject=subject, reason=PauseReason.WEATHER, at=due + HOUR)
    assert operations.resume(subject=subject, at=due + DAY) == due


def test_a_day_that_was_named_is_moved_by_a_pause() -> None:
    subject = started()
    operations.repromise(subject=subject, kind=DONE, due_at=at("2026-06-12 00:00"), by=SYSTEM, at=NOON)
    operations.pause(subject=subject, reason=PauseReason.WEATHER, at=NOON + HOUR)
    assert operations.resume(subject=subject, at=NOON + DAY + HOUR) == at("2026-06-13 00:00")
    operations.pause(subject=subject, reason=PauseReason.WEATHER, at=NOON + DAY + 2 * HOUR)
    assert operations.resume(subject=subject, at=NOON + DAY + 3 * HOUR) == at("2026-06-15 01:00")


def test_repromise_is_told_to_the_log_and_refuses_a_day_that_is_past() -> None:
    subject = started()
    with pytest.raises(operations.DayPast):
        operations.repromise(subject=subject, kind=DONE, due_at=NOON, by=SYSTEM, at=NOON)
    operations.repromise(subject=subject, kind=DONE, promised=Promised(DONE, 8), by=SYSTEM, at=NOON + DAY)
    assert events.history_of(subject=subject).get().type == "service_level.repromised"
    assert [one.ended_as for one in queries.clocks_of(subject=subject)] == [Ended.REPLACED, ""]


def test_turn_begins_the_next_interval() -> None:
    news = Promised(ClockKind.KEEP_INFORMED, 10)
    subject = started(news)
    due = operations.turn(subject=subject, kind=ClockKind.KEEP_INFORMED, at=NOON + DAY)
    first, second = queries.clocks_of(subject=subject)
    assert (first.ended_as, second.due_at, second.promised) == (Ended.MET, due, news)
    assert operations.turn(subject=subject, kind=DONE, at=NOON) is None


def test_turn_while_it_waits_stays_paused() -> None:
    subject = started(Promised(ClockKind.KEEP_INFORMED, 10), FIVE_DAYS)
    operations.pause(subject=subject, reason=PauseReason.WAITING_FOR_CUSTOMER, at=NOON)
    operations.turn(subject=subject, kind=ClockKind.KEEP_INFORMED, at=NOON + HOUR)
    assert clock(subject, ClockKind.KEEP_INFORMED).paused_at == NOON + HOUR


def test_two_words_within_minutes_begin_one_interval() -> None:
    subject = started(Promised(ClockKind.KEEP_INFORMED, 10))
    due = operations.turn(subject=subject, kind=ClockKind.KEEP_INFORMED, at=NOON + DAY)
    assert operations.turn(subject=subject, kind=ClockKind.KEEP_INFORMED, at=NOON + DAY + MINUTE) == due
    assert clock(subject, ClockKind.KEEP_INFORMED).round == 2


def test_recount_begins_when_the_city_knew_and_keeps_the_pauses() -> None:
    subject = started(Promised(ClockKind.FIRST_CONTACT, 2), FIVE_DAYS)
    operations.pause(subject=subject, reason=PauseReason.WEATHER, at=NOON)
    operations.resume(subject=subject, at=NOON + DAY)
    due = operations.recount(
        subject=subject, promises=[Promised(DONE, 1)], why="priority", by=SYSTEM, at=NOON + DAY + HOUR
    )
    assert (due, clock(subject).started_at) == (NOON + 2 * DAY, NOON)
    assert clock(subject, ClockKind.FIRST_CONTACT).ended_as == Ended.DROPPED


def test_what_was_late_and_still_is_told_once() -> None:
    subject = started(Promised(DONE, 1))
    operations.record_late(at=NOON + 20 * DAY)
    operations.recount(subject=subject, promises=[Promised(DONE, 2)], why="priority", by=SYSTEM, at=NOON + 20 * DAY)
    operations.record_late(at=NOON + 21 * DAY)
    told = [event.type for event in events.history_of(subject=subject)]
    assert told.count("service_level.breached") == 1


def test_late_subjects_are_found_before_the_minute_job_comes() -> None:
    late, kept = started(Promised(DONE, 1)), started()
    other = started(Promised(DONE, 1), subject_type="task")
    moment = NOON + DAY + HOUR
    assert list(queries.late_subjects(kind=DONE, at=moment)) == [late]
    operations.record_late(at=moment)
    assert list(queries.late_subjects(kind=DONE, at=moment)) == [late]
    assert list(queries.late_subjects(kind=DONE, at=moment, subject_type="task")) == [other]
    operations.stop(subject=late, at=moment)
    assert kept not in set(queries.late_subjects(kind=DONE, at=moment))


def test_the_moment_of_awareness_cannot_be_edited() -> None:
    subject = started()
    with pytest.raises((IntegrityError, DataError), match="awareness"), transaction.atomic():
        Clock.objects.filter(subject=subject).update(started_at=NOON + HOUR)
    with pytest.raises(IntegrityError, match="awareness"), connection.cursor() as cursor, transaction.atomic():
        cursor.execute("UPDATE service_levels_clock SET started_at = now() WHERE subject = %s", [subject])


def test_explained_adds_up_and_names_the_pause() -> None:
    subject = started()
    operations.pause(subject=subject, reason=PauseReason.WEATHER, at=NOON + HOUR, label="Ice storm")
    operations.resume(subject=subject, at=NOON + DAY)
    (one,) = queries.explained(subject=subject, at=NOON + 2 * DAY)
    assert sum((line.counted for line in one.lines), timedelta(0)) == one.amount == timedelta(days=5)
    assert (one.lines[0].begin, one.lines[-1].end) == (NOON, clock(subject).due_at)
    assert [line.detail for line in one.lines if line.detail] == ["Ice storm"]
    assert (one.used, one.left) == (timedelta(days=1, hours=1), timedelta(days=3, hours=23))


# -- the oracle, through the database --------------------------------------------------------------
moments = st.integers(0, 300 * 1440).map(lambda n: datetime(2026, 1, 5, tzinfo=UTC) + n * MINUTE)
gaps = st.lists(st.tuples(st.integers(1, 4_000), st.integers(1, 4_000)), max_size=4)


@cache
def _open(day: date) -> tuple[tuple[int, int], ...]:
    return city_calendar().calendar.on(day).spans


class ThroughTheDatabase(TestCase):
    """Pauses and resumes one by one, as people do them: the stored moment is the one that the oracle walks to."""

    @given(moments, st.sampled_from(list(Unit)), st.integers(1, 10), gaps)
    @example_settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
    def test_stored_due_agrees_with_the_clock_that_is_walked(
        self, start: datetime, unit: Unit, quantity: int, waits: list[tuple[int, int]]
    ) -> None:
        agrees(start, unit, quantity, waits)

    @pytest.mark.slow
    @pytest.mark.timeout(1_800)
    @given(moments, st.sampled_from(list(Unit)), st.integers(1, 20), gaps)
    @example_settings(max_examples=1_000, deadline=None, suppress_health_check=list(HealthCheck))
    def test_stored_due_agrees_in_a_thousand_cases(
        self, start: datetime, unit: Unit, quantity: int, waits: list[tuple[int, int]]
    ) -> None:
        agrees(start, unit, quantity, waits)


def agrees(start: datetime, unit: Unit, quantity: int, waits: list[tuple[int, int]]) -> None:
    promised = Promised(DONE, quantity, unit)
    minutes = int(promised.amount / MINUTE)
    subject = started(promised, when=start)
    paused, moment = [], start
    for wait, length in waits:
        begin = moment + wait * MINUTE
        moment = begin + length * MINUTE
        if shown_twice(begin, moment):
            return
        operations.pause(subject=subject, reason=PauseReason.WEATHER, at=begin)
        operations.resume(subject=subject, at=moment)
        paused.append((begin, moment))
    if shown_twice(start):
        return
    walked = oracle.due(
        start=start, minutes=minutes, zone=TORONTO, on=_open, unit=unit.value, paused=paused, limit=90_000
    )
    assert walked is None or clock(subject).due_at.astimezone(UTC) == walked
    assert ClockPause.objects.filter(subject=subject).count() == len(paused)


def shown_twice(*moments_: datetime) -> bool:
    """A bound in the hour that is shown twice has no one meaning on the wall clock."""
    local = [one.astimezone(TORONTO) for one in moments_]
    return any(here.utcoffset() != here.replace(fold=1 - here.fold).utcoffset() for here in local)
