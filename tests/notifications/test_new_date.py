"""Another date is told, and only where it is another one."""

from datetime import timedelta
from typing import Any

import pytest

from tests.factories.catalog import publish_service
from tests.factories.clock import NOON
from tests.factories.service_requests import request_in, supervisor_of
from townline.accounts.values import Viewer
from townline.core.actor import Actor, ActorKind
from townline.events import queries as events
from townline.events.values import RecordedEvent
from townline.notifications import operations
from townline.notifications.models import Message
from townline.service_requests import operations as service_requests
from townline.service_requests.models import ServiceRequest
from townline.service_requests.workflow import State

pytestmark = pytest.mark.django_db


def boss_of(request: ServiceRequest) -> Viewer:
    assert request.team is not None
    return supervisor_of(request.team)


def tell_last(request: ServiceRequest) -> None:
    event = events.history_of(subject=request.uuid).order_by("-id").first()
    assert event is not None
    actor, moments = Actor(ActorKind(event.actor_kind), event.actor_id, event.actor_label), (NOON, NOON)
    told = RecordedEvent(event.uuid, event.type, event.subject_type, event.subject, actor, *moments, event.data)
    operations.write_messages(event=told)


def said(request: ServiceRequest) -> list[tuple[str, str]]:
    return list(Message.objects.filter(subject_uuid=request.uuid).values_list("step", "body"))


@pytest.mark.parametrize(("quantity", "told"), [(5, 0), (2, 1)])
def test_a_priority_that_brings_another_date_is_told(quantity: int, told: int) -> None:
    publish_service(targets=[{"kind": "resolution", "quantity": quantity, "priority": 1}])
    request = request_in(State.REVIEWED)
    service_requests.change_priority(request=request, priority=1, by=boss_of(request), at=NOON)
    tell_last(request)
    assert [step for step, _ in said(request)] == ["new_date"] * told


def test_another_day_is_told_with_its_reason() -> None:
    request = request_in(State.REVIEWED)
    day = NOON.date() + timedelta(days=30)
    service_requests.repromise(request=request, by_when=day, reason="A strike.", by=boss_of(request), at=NOON)
    tell_last(request)
    ((step, body),) = said(request)
    assert (step, "A strike." in body, "Friday 3 July" in body) == ("new_date", True, True)


@pytest.mark.parametrize(("how", "count"), [("", 1), ("call", 0)])
def test_what_and_when_is_written_unless_somebody_has_said_it(how: str, count: int) -> None:
    request = request_in(State.REVIEWED)
    what: dict[str, Any] = {"what": "We fill it.", "by_when": NOON.date(), "told_already": how}
    service_requests.say_what_and_when(request=request, **what, by=boss_of(request), at=NOON)
    tell_last(request)
    assert [step for step, _ in said(request)] == ["what_and_when"] * count
