"""Each handler hears each event once, in order for each subject, and a fault stops nobody else."""

import threading
from collections import Counter, defaultdict
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import connection

from tests.events.conftest import DISPATCHER, NOON, Connect, plant_tree
from townline.core.errors import NotFound
from townline.events import operations, queries
from townline.events.models import Delivery
from townline.events.operations.dispatch import WAITS
from townline.events.values import RecordedEvent

pytestmark = pytest.mark.django_db(transaction=True)
DAY = timedelta(days=1)


class Ear:
    """A handler that remembers, and fails as often as told."""

    __module__ = "tests.events.test_dispatch"
    __name__ = "ear"

    def __init__(self) -> None:
        self.heard: list[RecordedEvent] = []
        self.failures: Counter[UUID] = Counter()
        self.leaves_behind = ""

    def __call__(self, *, event: RecordedEvent) -> None:
        if self.leaves_behind:
            with connection.cursor() as cursor:
                cursor.execute(f"CREATE TABLE {self.leaves_behind} ()")
        if self.failures[event.subject] > 0:
            self.failures[event.subject] -= 1
            raise RuntimeError("not now")
        self.heard.append(event)

    @property
    def numbers(self) -> list[int]:
        return [event.data["number"] for event in self.heard]


@pytest.fixture
def ear(connect: Connect) -> Ear:
    ear = Ear()
    connect({"tree.planted": [ear]})
    return ear


def later(*, seconds: int = 0) -> datetime:
    return datetime.now(UTC) + timedelta(seconds=seconds + 1)


def test_dispatch_tells_the_handler_what_happened(ear: Ear) -> None:
    tree = uuid4()
    uuid = plant_tree(tree, number=5)
    assert operations.dispatch_pending(at=later()) == 1
    heard = ear.heard[0]
    assert (heard.uuid, heard.type, heard.subject_type, heard.subject, heard.actor, heard.occurred_at, heard.data) == (
        uuid,
        "tree.planted",
        "tree",
        tree,
        DISPATCHER,
        NOON,
        {"number": 5},
    )


def test_dispatch_delivers_once(ear: Ear) -> None:
    plant_tree(uuid4())
    assert [operations.dispatch_pending(at=later()) for _ in range(2)] == [1, 0]
    assert len(ear.heard) == 1


def test_dispatch_stops_at_the_limit(ear: Ear) -> None:
    for number in range(3):
        plant_tree(uuid4(), number=number)
    assert operations.dispatch_pending(at=later(), limit=2) == 2
    assert ear.numbers == [0, 1]


def test_a_handler_that_fails_leaves_nothing_behind(ear: Ear) -> None:
    tree = uuid4()
    plant_tree(tree)
    ear.failures[tree], ear.leaves_behind = 1, "left_behind"
    operations.dispatch_pending(at=later())
    delivery = Delivery.objects.get(subject=tree)
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass('left_behind')")
        table = cursor.fetchone()[0]
    assert (table, delivery.state, delivery.attempts, delivery.error) == (None, "pending", 1, "RuntimeError: not now")


def test_a_failed_delivery_waits_longer_each_time_and_then_gives_up(ear: Ear) -> None:
    tree = uuid4()
    plant_tree(tree)
    ear.failures[tree] = 100
    at, waits = later(), []
    for _ in WAITS:
        operations.dispatch_pending(at=at)
        due_at = Delivery.objects.get(subject=tree).due_at
        waits.append(int((due_at - at).total_seconds()))
        at = due_at
    operations.dispatch_pending(at=at)
    assert (tuple(waits), Delivery.objects.get(subject=tree).state) == (WAITS, "failed")


def test_retry_puts_back_what_gave_up(ear: Ear) -> None:
    tree = uuid4()
    plant_tree(tree, number=9)
    Delivery.objects.filter(subject=tree).update(state="failed", attempts=7)
    delivery = queries.failed_deliveries().get()
    operations.retry(delivery_id=delivery.pk, at=NOON)
    operations.dispatch_pending(at=later())
    assert (ear.numbers, Delivery.objects.get(pk=delivery.pk).state) == ([9], "done")


def test_retry_refuses_what_has_not_given_up(ear: Ear) -> None:
    tree = uuid4()
    plant_tree(tree)
    with pytest.raises(NotFound):
        operations.retry(delivery_id=Delivery.objects.get(subject=tree).pk, at=NOON)
    assert ear.heard == []


def test_one_subject_is_told_in_order_and_the_others_do_not_wait(ear: Ear) -> None:
    stuck, free = uuid4(), uuid4()
    plant_tree(stuck, number=1)
    plant_tree(stuck, number=2)
    plant_tree(free, number=3)
    ear.failures[stuck] = 1
    operations.dispatch_pending(at=later())
    heard_at_first = list(ear.numbers)
    operations.dispatch_pending(at=later(seconds=WAITS[0]))
    assert (heard_at_first, ear.numbers) == ([3], [3, 1, 2])


def test_a_handler_that_is_gone_is_not_forgotten(ear: Ear, connect: Connect) -> None:
    tree = uuid4()
    plant_tree(tree)
    connect({})
    operations.dispatch_pending(at=later())
    assert Delivery.objects.get(subject=tree).error == "LookupError: Nothing is called events.ear any more."
    assert ear.heard == []


def test_two_dispatchers_tell_everything_once_and_in_order(ear: Ear) -> None:
    trees = [uuid4() for _ in range(6)]
    for number in range(10):
        for tree in trees:
            plant_tree(tree, number=number)

    def work() -> None:
        while Delivery.objects.filter(state="pending").exists():
            operations.dispatch_pending(at=later())
        connection.close()

    workers = [threading.Thread(target=work) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    told = defaultdict(list)
    for event in ear.heard:
        told[event.subject].append(event.data["number"])
    assert dict(told) == {tree: list(range(10)) for tree in trees}


def test_waiting_deliveries_counts_what_is_due(ear: Ear) -> None:
    plant_tree(uuid4())
    plant_tree(uuid4())
    assert (queries.waiting_deliveries(at=later()), queries.waiting_deliveries(at=NOON - DAY * 9999)) == (2, 0)
    assert ear.heard == []
