from contextlib import suppress
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection

from tests.events.conftest import DISPATCHER, NOON, Connect, Planted, plant_tree
from townline.core.transactions import TransactionMissing, savepoint, transaction
from townline.events import operations, queries
from townline.events.models import Delivery, Event
from townline.events.values import RecordedEvent

pytestmark = pytest.mark.django_db


def hear(*, event: RecordedEvent) -> None: ...


def hear_too(*, event: RecordedEvent) -> None: ...


def test_record_keeps_who_what_and_when() -> None:
    tree = uuid4()
    uuid = plant_tree(tree, number=3)
    assert queries.history_of(subject=tree).values(
        "uuid", "type", "version", "subject_type", "actor_kind", "actor_id", "actor_label", "occurred_at", "data"
    ).get() == {
        "uuid": uuid,
        "type": "tree.planted",
        "version": 2,
        "subject_type": "tree",
        "actor_kind": "staff",
        "actor_id": 7,
        "actor_label": "Dana Dispatcher",
        "occurred_at": NOON,
        "data": {"number": 3},
    }


@pytest.mark.django_db(transaction=True)
def test_record_refuses_outside_a_transaction() -> None:
    with pytest.raises(TransactionMissing):
        operations.record(Planted(), subject=uuid4(), by=DISPATCHER, at=NOON)


def test_record_gives_each_wired_handler_its_turn(connect: Connect) -> None:
    connect({"tree.planted": [hear, hear_too]})
    tree = uuid4()
    plant_tree(tree)
    turns = Delivery.objects.filter(subject=tree).order_by("id").values_list("handler", "state")
    assert list(turns) == [("events.hear", "pending"), ("events.hear_too", "pending")]


def test_record_writes_no_turn_for_an_event_that_nobody_hears(connect: Connect) -> None:
    connect({})
    tree = uuid4()
    plant_tree(tree)
    assert (Event.objects.filter(subject=tree).count(), Delivery.objects.filter(subject=tree).count()) == (1, 0)


def test_rollback_takes_the_event_and_its_turns_away(connect: Connect) -> None:
    connect({"tree.planted": [hear]})
    tree = uuid4()
    with suppress(RuntimeError), savepoint():
        plant_tree(tree)
        raise RuntimeError
    assert (Event.objects.filter(subject=tree).count(), Delivery.objects.filter(subject=tree).count()) == (0, 0)


@pytest.mark.parametrize(
    "change", ["UPDATE events_event SET type = 'x' WHERE subject = %s", "DELETE FROM events_event WHERE subject = %s"]
)
def test_the_log_refuses_to_be_changed(change: str) -> None:
    tree = uuid4()
    plant_tree(tree)
    with pytest.raises(IntegrityError, match="append-only"), savepoint(), connection.cursor() as cursor:
        cursor.execute(change, [tree])
    assert Event.objects.filter(subject=tree).count() == 1


def test_an_event_lies_in_the_partition_of_its_month() -> None:
    tree = uuid4()
    plant_tree(tree)
    with connection.cursor() as cursor:
        cursor.execute("SELECT tableoid::regclass::text, recorded_at FROM events_event WHERE subject = %s", [tree])
        table, recorded_at = cursor.fetchone()
    assert table == f"events_event_{recorded_at.astimezone(UTC):%Y_%m}"


def test_make_partitions_keeps_three_months_ahead_and_may_run_twice() -> None:
    with transaction():
        operations.make_partitions(on=date(2031, 11, 15))
        operations.make_partitions(on=date(2031, 11, 15))
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relname ~ '^events_event_203' AND relkind = 'r' ORDER BY 1")
        names = [name for (name,) in cursor.fetchall()]
    assert names == [f"events_event_{month}" for month in ("2031_11", "2031_12", "2032_01", "2032_02")]


def test_history_is_oldest_first() -> None:
    tree = uuid4()
    with transaction():
        operations.record(Planted(number=2), subject=tree, by=DISPATCHER, at=NOON)
        operations.record(Planted(number=1), subject=tree, by=DISPATCHER, at=datetime(2026, 6, 2, tzinfo=UTC))
    assert [event.data["number"] for event in queries.history_of(subject=tree)] == [1, 2]
