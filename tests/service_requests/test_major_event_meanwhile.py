"""A report and a declaration at the same moment: whichever is first, the report belongs to the event."""

import time
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime
from threading import Event as Signal

import pytest
from django.db import connection
from django.utils import timezone

from tests.factories.accounts import TeamFactory
from tests.factories.catalog import publish_service
from tests.factories.clock import HOUR, NOON
from tests.factories.service_requests import submit, supervisor_of
from townline.catalog.models import Service
from townline.core.language import Text
from townline.core.transactions import transaction
from townline.events import operations as events
from townline.events.models import Delivery
from townline.service_requests.models import MajorEvent, MajorReport, ServiceRequest
from townline.service_requests.operations import major_events
from townline.service_requests.operations.major_events import Declared
from townline.service_requests.values import MajorKind

JOINS = "service_requests.join_major_event"


def declare(*, at: datetime = NOON) -> MajorEvent:
    words = Text("Ice storm", "Tempête de verglas")
    told = Declared(MajorKind.STORM, words, words, [Service.objects.get().pk], [], NOON - HOUR)
    return major_events.declare(declared=told, by=supervisor_of(TeamFactory()), at=at)


def widen(major: MajorEvent) -> MajorEvent:
    words = Text("Ice storm", "Tempête de verglas")
    told = Declared(MajorKind.STORM, words, words, list(Service.objects.values_list("pk", flat=True)), [], NOON - HOUR)
    return major_events.change(major=major, declared=told, by=supervisor_of(TeamFactory()), at=NOON)


def in_it() -> set[int]:
    return set(MajorReport.objects.values_list("request_id", flat=True))


def waiting(doing: "Future[object]") -> None:
    """Until it stands at the lock, where it must be."""
    until = time.monotonic() + 10
    with connection.cursor() as cursor:
        while time.monotonic() < until:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
            if cursor.fetchone()[0]:
                return
            time.sleep(0.02)
    raise AssertionError(f"nobody waits; done: {doing.done()}")


def in_a_transaction(*, work: object, is_written: Signal, may_end: Signal) -> object:
    try:
        with transaction():
            made = work()  # type: ignore[operator]
            is_written.set()
            assert may_end.wait(20)
        return made
    finally:
        connection.close()


def alone(work: object) -> object:
    try:
        return work()  # type: ignore[operator]
    finally:
        connection.close()


@pytest.mark.django_db
def test_nobody_is_sent_to_look_for_an_event_while_none_goes_on() -> None:
    submit()
    assert not Delivery.objects.filter(handler=JOINS).exists()


@pytest.mark.django_db
def test_somebody_is_while_one_goes_on_and_not_when_it_is_over() -> None:
    publish_service(code="pothole")
    major = declare()
    request = submit()
    assert Delivery.objects.filter(handler=JOINS, subject=request.uuid).count() == 1
    major_events.end(major=major, by=supervisor_of(TeamFactory()), at=NOON + HOUR)
    assert not Delivery.objects.filter(handler=JOINS, subject=submit().uuid).exists()


@pytest.mark.django_db(transaction=True)
def test_who_declares_waits_for_a_report_that_is_being_written() -> None:
    publish_service(code="pothole")
    is_written, may_end = Signal(), Signal()
    with ThreadPoolExecutor(2) as pool:
        report = pool.submit(in_a_transaction, work=submit, is_written=is_written, may_end=may_end)
        assert is_written.wait(10)
        storm = pool.submit(alone, lambda: declare(at=NOON - HOUR / 120))  # its clock was read a little earlier
        waiting(storm)
        may_end.set()
        request = report.result(20)
        storm.result(20)
    assert isinstance(request, ServiceRequest)
    assert in_it() == {request.pk}


@pytest.mark.django_db(transaction=True)
def test_a_report_that_comes_while_one_is_being_declared_sees_it() -> None:
    publish_service(code="pothole")
    is_written, may_end = Signal(), Signal()
    with ThreadPoolExecutor(2) as pool:
        storm = pool.submit(in_a_transaction, work=declare, is_written=is_written, may_end=may_end)
        assert is_written.wait(10)
        report = pool.submit(alone, submit)
        waiting(report)
        may_end.set()
        storm.result(20)
        request = report.result(20)
    while events.dispatch_pending(at=timezone.now() + HOUR):
        pass
    assert isinstance(request, ServiceRequest)
    assert in_it() == {request.pk}


@pytest.mark.django_db(transaction=True)
def test_who_widens_one_waits_for_a_report_that_is_being_written() -> None:
    publish_service(code="tree")
    major = declare()
    publish_service(code="pothole")
    is_written, may_end = Signal(), Signal()
    with ThreadPoolExecutor(2) as pool:
        report = pool.submit(in_a_transaction, work=submit, is_written=is_written, may_end=may_end)
        assert is_written.wait(10)
        storm = pool.submit(alone, lambda: widen(major))
        waiting(storm)
        may_end.set()
        request = report.result(20)
        storm.result(20)
    assert isinstance(request, ServiceRequest)
    assert in_it() == {request.pk}
