"""Other opening days moved a promise, and whoever shows its day hears of it late: the clock is asked, not the news."""

from datetime import date, datetime
from uuid import UUID

import pytest
from django.utils import timezone

from tests.factories.accounts import member_of, viewer
from tests.factories.clock import DAY, HOUR, NOON
from tests.factories.service_requests import request_in
from tests.service_requests.test_follow_ups import ask
from tests.service_requests.test_tasks import planned
from townline.accounts.models import Role
from townline.core.actor import SYSTEM
from townline.events import operations as events
from townline.service_levels.event_types import Recomputed
from townline.service_levels.models import Clock
from townline.service_requests import operations as service_requests
from townline.service_requests.models import ServiceRequest
from townline.service_requests.workflow import State

pytestmark = pytest.mark.django_db
STALE, NOW = NOON + 6 * DAY, NOON + 8 * DAY


def deliver() -> None:
    while events.dispatch_pending(at=timezone.now()):
        pass


def moved_twice(subject: UUID, *, kind: str, of: str) -> None:
    """The news of the first time comes after the second."""
    Clock.objects.filter(subject=subject, kind=kind).update(due_at=NOW)
    events.record(Recomputed(kind, "", STALE.isoformat(), "calendar", of), subject=subject, by=SYSTEM, at=NOON)
    deliver()


def due(request: ServiceRequest) -> datetime | None:
    request.refresh_from_db()
    return request.due_at


def test_a_request_is_due_when_its_clock_is() -> None:
    request = request_in(State.ASSIGNED)
    moved_twice(request.uuid, kind="resolution", of="service_request")
    assert due(request) == NOW


def test_a_day_that_somebody_named_meanwhile_stays() -> None:
    request = request_in(State.ASSIGNED)
    assert request.team is not None
    boss = viewer(member_of(request.team, role=Role.MANAGER))
    events.record(
        Recomputed("resolution", "", STALE.isoformat(), "calendar", "service_request"),
        subject=request.uuid, by=SYSTEM, at=NOON,
    )  # fmt: skip
    named = service_requests.repromise(
        request=request, by_when=date(2026, 6, 30), reason="A strike.", by=boss, at=NOON + HOUR
    )
    deliver()
    assert due(request) == named.due_at


def test_a_request_that_stands_still_gets_no_day() -> None:
    request = request_in(State.WAITING_FOR_CUSTOMER)
    moved_twice(request.uuid, kind="resolution", of="service_request")
    assert due(request) is None


def test_a_task_is_due_when_its_clock_is() -> None:
    _request, made = planned()
    moved_twice(made[0].uuid, kind="resolution", of="task")
    made[0].refresh_from_db()
    assert made[0].due_at == NOW


def test_an_answer_is_due_when_its_clock_is() -> None:
    taken = ask(request_in(State.ASSIGNED))
    moved_twice(taken.uuid, kind="first_contact", of="follow_up")
    taken.refresh_from_db()
    assert taken.answer_by_at == NOW
