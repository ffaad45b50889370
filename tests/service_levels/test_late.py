"""The minute job finds what is at risk and what is late: each told once, in order, whatever else is open."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from tests.factories.clock import DAY, HOUR, NOON
from townline.events import queries as log
from townline.service_levels import operations as service_levels
from townline.service_levels.models import Clock
from townline.service_levels.operations import late
from townline.service_levels.values import ClockKind, PauseReason, Promised

pytestmark = pytest.mark.django_db


def promise(days: int = 4) -> UUID:
    subject = uuid4()
    service_levels.start(subject=subject, promises=[Promised(ClockKind.RESOLUTION, days)], at=NOON, subject_type="task")
    return subject


def told(subject: UUID) -> list[str]:
    return [event.type for event in log.history_of(subject=subject)]


def test_at_risk_at_three_quarters_then_late_each_once() -> None:
    subject = promise()  # Wednesday noon: three days are over on Monday noon, four on Tuesday noon
    service_levels.record_late(at=NOON + 5 * DAY - HOUR)
    assert told(subject) == []
    for _again in range(2):
        service_levels.record_late(at=NOON + 5 * DAY)
    assert told(subject) == ["service_level.at_risk"]
    for _again in range(2):
        service_levels.record_late(at=NOON + 6 * DAY)
    assert told(subject) == ["service_level.at_risk", "service_level.breached"]
    assert log.history_of(subject=subject)[0].data["of"] == "task"


def test_late_at_once_is_told_without_a_warning_before() -> None:
    subject = promise()
    service_levels.record_late(at=NOON + 30 * DAY)
    service_levels.record_late(at=NOON + 31 * DAY)
    assert told(subject) == ["service_level.breached"]


def test_what_stands_still_or_was_done_is_not_found() -> None:
    standing, done = promise(), promise()
    service_levels.pause(subject=standing, reason=PauseReason.OTHER_BODY, at=NOON + HOUR)
    service_levels.stop(subject=done, at=NOON + HOUR)
    assert service_levels.record_late(at=NOON + 30 * DAY) == 0


def test_a_clock_that_fails_is_pushed_forward_and_stops_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    broken, fine = promise(), promise()
    record = late.events.record

    def fail(fact: object, **values: object) -> object:
        if values["subject"] == broken:
            raise RuntimeError
        return record(fact, **values)  # type: ignore[arg-type]

    monkeypatch.setattr(late.events, "record", fail)
    at = NOON + 30 * DAY
    service_levels.record_late(at=at)
    assert (told(broken), told(fine)) == ([], ["service_level.breached"])
    clock = Clock.objects.get(subject=broken)
    assert (clock.breached_at, clock.next_at) == (None, at + late.PUSH)
    monkeypatch.undo()
    service_levels.record_late(at=at + late.PUSH + timedelta(minutes=1))
    assert told(broken) == ["service_level.breached"]


def test_a_minute_without_anything_due_costs_one_look(django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    for _number in range(3):
        promise()
    with django_assert_max_num_queries(4):  # begin, find, savepoint, release
        service_levels.record_late(at=NOON)
