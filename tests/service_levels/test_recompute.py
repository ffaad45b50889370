"""Other opening days move the promises that run: those that can have moved, one event each."""

from datetime import date, datetime, timedelta
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest

from tests.factories.accounts import DepartmentFactory
from townline.core.actor import SYSTEM
from townline.events import queries as log
from townline.service_levels import operations as service_levels
from townline.service_levels.models import Clock
from townline.service_levels.values import ClockKind, PauseReason, Promised, Unit

pytestmark = pytest.mark.django_db
TORONTO = ZoneInfo("America/Toronto")
WEDNESDAY = datetime(2026, 6, 3, 12, tzinfo=TORONTO)
WEEK = [[[510, 990]]] * 5 + [[], []]


def promise(*, unit: Unit = Unit.BUSINESS_DAYS, quantity: int = 3, department: int | None = None) -> UUID:
    subject = uuid4()
    with_transaction = [Promised(ClockKind.RESOLUTION, quantity, unit)]
    service_levels.start(subject=subject, promises=with_transaction, at=WEDNESDAY, department_id=department)
    return subject


def close(day: str, *, department: int | None = None) -> None:
    closures = [{"from": day, "until": day, "spans": [], "name": {"en": "Flood", "fr": "Inondation"}}]
    values = {
        "effective_from": date(2026, 6, 3), "weekly": WEEK, "province": "ON", "optional_holidays": [],
        "seasons": [], "closures": closures,
    }  # fmt: skip
    service_levels.save_calendar(department_id=department, values=values, by=SYSTEM, at=WEDNESDAY)


def recompute(department: int | None = None, *, limit: int = 500, at: datetime = WEDNESDAY) -> int:
    """How many parts it took."""
    after, parts = None, 0
    while True:
        parts += 1
        after = service_levels.recompute_due(
            department_id=department, since=date(2026, 6, 3), at=at, after=after, limit=limit
        )
        if after is None:
            return parts


def due(subject: UUID) -> datetime:
    return Clock.objects.get(subject=subject).due_at


def test_a_closure_moves_business_days_and_leaves_hours_alone() -> None:
    days, hours = promise(), promise(unit=Unit.HOURS, quantity=48)
    before = due(hours)
    assert due(days) == datetime(2026, 6, 8, 12, tzinfo=TORONTO)
    close("2026-06-04")
    recompute()
    assert (due(days), due(hours)) == (datetime(2026, 6, 9, 12, tzinfo=TORONTO), before)
    [event] = log.history_of(subject=days)
    assert (event.type, event.data["because"]) == ("service_level.recomputed", "calendar")
    assert not log.history_of(subject=hours)


def test_a_department_s_own_days_move_only_its_promises() -> None:
    department = DepartmentFactory().pk
    theirs, ours = promise(department=department), promise()
    close("2026-06-04", department=department)
    recompute(department)
    assert due(theirs) == due(ours) + timedelta(days=1)


def test_nothing_moves_twice_and_parts_come_to_an_end() -> None:
    subjects = [promise() for _number in range(5)]
    close("2026-06-04")
    assert recompute(limit=2) == 3
    recompute(limit=2)
    assert {due(subject) for subject in subjects} == {datetime(2026, 6, 9, 12, tzinfo=TORONTO)}
    assert all(len(log.history_of(subject=subject)) == 1 for subject in subjects)


def test_a_promise_that_is_no_longer_late_is_looked_at_again() -> None:
    subject = promise()
    at = datetime(2026, 6, 8, 13, tzinfo=TORONTO)
    service_levels.record_late(at=at)
    assert Clock.objects.get(subject=subject).breached_at == at
    close("2026-06-04")
    recompute(at=at)
    clock = Clock.objects.get(subject=subject)
    assert (clock.breached_at, clock.next_at) == (None, clock.at_risk_at)  # nor at risk: that is still to come


def test_a_promise_that_stands_still_stays_so_and_counts_by_the_new_days_when_it_goes_on() -> None:
    subject = promise()
    service_levels.pause(subject=subject, reason=PauseReason.OTHER_BODY, at=WEDNESDAY + timedelta(hours=1))
    close("2026-06-10")
    recompute()
    assert Clock.objects.get(subject=subject).paused_at is not None
    going_on = WEDNESDAY + timedelta(days=6, hours=1)  # Tuesday 13:00 with two days and 23 hours left
    assert service_levels.resume(subject=subject, at=going_on) == datetime(2026, 6, 15, 12, tzinfo=TORONTO)
