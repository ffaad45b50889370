"""Whoever alters, deletes or puts in a row of the log is found; whoever writes never waits and is never forgotten."""

import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.mail import EmailMessage
from django.db import IntegrityError, connection, transaction

from tests.events.conftest import NOON, plant_tree
from townline.core.transactions import savepoint
from townline.events import operations, queries
from townline.events.models import Event, Seal, SealMark
from townline.events.queries import Finding, Wrong
from townline.events.sealing import ROW_HASH, as_ranges, digest, in_ranges

Seals = Callable[[], Seal]
IN_TRANSACTION = pytest.mark.django_db


def findings(*, expected: tuple[int, str] | None = None) -> list[tuple[Wrong, int | None, int | None]]:
    parts = queries.verified_log(expected=expected)
    return [(found.wrong, found.number, found.event_id) for part in parts for found in part.findings]


def seal(*, most: int = 50_000) -> Seal:
    operations.seal_events(at=NOON, most=most)
    last = Seal.objects.order_by("-number").first()
    assert last is not None
    return last


def tamper(statement: str, *values: int | bytes | UUID) -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE events_event DISABLE TRIGGER USER")
        cursor.execute("ALTER TABLE events_seal DISABLE TRIGGER USER")
        cursor.execute(statement, values)


def planted(count: int) -> list[int]:
    """The ids of new events."""
    uuids = [plant_tree(uuid4(), number=number) for number in range(count)]
    return list(Event.objects.filter(uuid__in=uuids).order_by("id").values_list("id", flat=True))


@pytest.fixture
def clean(db: None) -> None:
    """What other tests left in the log is sealed."""
    seal_all = operations.seal_events(at=NOON)
    assert seal_all >= 0
    assert findings() == []


@pytest.mark.usefixtures("clean")
class TestFinds:
    def test_nothing_in_a_log_that_nobody_touched(self) -> None:
        planted(5)
        seal(most=2)
        assert findings() == []

    def test_every_event_is_under_a_seal_once(self) -> None:
        ids = planted(5)
        before = Seal.objects.count()
        seal(most=2)
        new = list(Seal.objects.order_by("number")[before:])
        assert [row for link in new for row in in_ranges(link.ids)] == ids
        assert [link.count for link in new] == [2, 2, 1]

    @pytest.mark.parametrize(
        "change",
        [
            "type = 'tree.felled'",
            "subject = gen_random_uuid()",
            "uuid = gen_random_uuid()",
            "actor_id = 8",
            "actor_label = 'Somebody else'",
            "actor_kind = 'customer'",
            "version = 3",
            "subject_type = 'bush'",
            "occurred_at = occurred_at + interval '1 microsecond'",
            "data = '{\"number\": 99}'",
        ],
    )
    def test_an_altered_row(self, change: str) -> None:
        ids = planted(3)
        number = seal().number
        tamper(f"UPDATE events_event SET {change} WHERE id = %s", ids[1])
        assert findings() == [(Wrong.ROW_ALTERED, number, ids[1])]

    def test_a_row_moved_to_another_month(self) -> None:
        ids = planted(1)
        number = seal().number
        tamper("UPDATE events_event SET recorded_at = recorded_at - interval '40 days' WHERE id = %s", ids[0])
        assert findings() == [(Wrong.ROW_ALTERED, number, ids[0])]

    def test_a_missing_row(self) -> None:
        ids = planted(3)
        number = seal().number
        tamper("DELETE FROM events_event WHERE id = %s", ids[1])
        assert findings() == [(Wrong.ROW_MISSING, number, ids[1])]

    def test_a_row_put_into_an_old_gap(self) -> None:
        gap = self._gap()
        number = seal().number
        self._put_in(gap)
        assert findings() == [(Wrong.ROW_INSERTED, number, gap)]

    def test_a_second_row_under_a_sealed_id(self) -> None:
        ids = planted(1)
        number = seal().number
        self._put_in(ids[0], recorded_at="2001-01-01")
        assert findings() == [(Wrong.ROW_INSERTED, number, ids[0])]

    def test_a_row_beyond_what_was_handed_out(self) -> None:
        planted(1)
        seal()
        self._put_in(10**12)
        assert findings() == [(Wrong.ROW_INSERTED, None, 10**12)]

    def test_a_row_before_the_first(self) -> None:
        planted(1)
        seal()
        self._put_in(0)
        assert findings() == [(Wrong.ROW_INSERTED, None, 0)]

    def test_an_altered_seal_even_if_it_fits_the_altered_row(self) -> None:
        ids = planted(1)
        link = seal()
        planted(1)
        after = seal()
        tamper("DELETE FROM events_event WHERE id = %s", ids[0])
        link.ids, link.row_hashes, link.count = "", b"", 0
        link.hash = digest(link)
        tamper(
            "UPDATE events_seal SET ids = '', row_hashes = '', count = 0, hash = %s WHERE number = %s",
            link.hash,
            link.number,
        )
        assert findings() == [(Wrong.SEAL_ALTERED, after.number, None)]

    @pytest.mark.parametrize(
        "change",
        [
            "sealed_at = sealed_at + interval '1 hour'",
            "ids = '1-1'",
            "ids = 'nonsense'",
            "count = count + 1",
            "row_hashes = 'x'",
        ],
    )
    def test_a_seal_that_was_altered(self, change: str) -> None:
        planted(2)
        number = seal().number
        tamper(f"UPDATE events_seal SET {change} WHERE number = %s", number)
        assert (Wrong.SEAL_ALTERED, number, None) in findings()

    def test_a_missing_seal(self) -> None:
        planted(1)
        lost = seal().number
        planted(1)
        seal()
        tamper("DELETE FROM events_seal WHERE number = %s", lost)
        assert findings() == [(Wrong.SEAL_MISSING, lost, None)]

    def test_the_last_seals_cut_off(self) -> None:
        planted(1)
        lost = seal()
        tamper("DELETE FROM events_seal WHERE number = %s", lost.number)
        assert findings() == [(Wrong.SEAL_MISSING, lost.number, None)]

    def test_a_chain_written_anew_by_the_head_that_was_kept_outside(self) -> None:
        ids = planted(1)
        link = seal()
        kept = (link.number, bytes(link.hash).hex())
        tamper("UPDATE events_event SET actor_id = 8 WHERE id = %s", ids[0])
        tamper("DELETE FROM events_seal WHERE number = %s", link.number)
        tamper("UPDATE events_sealmark SET last_number = 0")
        assert findings(expected=kept) == [(Wrong.SEAL_MISSING, link.number, None)]
        seal()
        assert findings() == []
        assert findings(expected=kept) == [(Wrong.NOT_AS_EXPECTED, link.number, None)]

    def test_no_fault_with_the_head_that_was_kept(self) -> None:
        planted(1)
        link = seal()
        planted(1)
        seal()
        assert findings(expected=(link.number, bytes(link.hash).hex().upper())) == []

    def test_the_same_row_whatever_the_time_zone_of_who_looks(self) -> None:
        number = planted(1)[0]
        hashes = set()
        with connection.cursor() as cursor:
            for zone, style in [
                ("UTC", "ISO, DMY"),
                ("Asia/Kathmandu", "German, DMY"),
                ("America/Toronto", "SQL, MDY"),
            ]:
                cursor.execute(
                    "SELECT set_config('timezone', %s, TRUE), set_config('datestyle', %s, TRUE)", [zone, style]
                )
                cursor.execute(f"SELECT {ROW_HASH} FROM events_event AS event WHERE id = %s", [number])
                hashes.add(bytes(cursor.fetchone()[0]))
            cursor.execute("SELECT set_config('timezone', 'UTC', TRUE), set_config('datestyle', 'ISO, MDY', TRUE)")
        assert len(hashes) == 1

    def _gap(self) -> int:
        with connection.cursor() as cursor:
            cursor.execute("SELECT nextval('events_event_id_seq')")
            gap = int(cursor.fetchone()[0])
        planted(1)
        return gap

    def _put_in(self, number: int, *, recorded_at: str = "2026-06-03") -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO events_event (id, uuid, type, subject_type, subject, actor_kind, occurred_at, recorded_at)"
                " VALUES (%s, gen_random_uuid(), 'tree.planted', 'tree', gen_random_uuid(), 'staff', now(), %s)",
                [number, recorded_at],
            )


@IN_TRANSACTION
@pytest.mark.parametrize("statement", ["UPDATE events_seal SET count = 0", "DELETE FROM events_seal"])
def test_the_database_refuses_to_change_a_seal(statement: str) -> None:
    planted(1)
    seal()
    with pytest.raises(IntegrityError), savepoint(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert Seal.objects.exclude(count=0).exists()


def test_ranges_keep_every_id() -> None:
    ids = [1, 2, 3, 7, 9, 10]
    assert (as_ranges(ids), list(in_ranges(as_ranges(ids)))) == ("1-3 7-7 9-10", ids)


@pytest.fixture
def writer() -> Iterator["Writer"]:
    writer = Writer()
    yield writer
    writer.end()


class Writer:
    """Another connection that plants a tree and commits when told."""

    def __init__(self) -> None:
        self.written, self.may_end = threading.Event(), threading.Event()
        self.subject = uuid4()
        self.thread = threading.Thread(target=self._work)

    def begin(self) -> None:
        self.thread.start()
        assert self.written.wait(20)

    def end(self) -> None:
        self.may_end.set()
        if self.thread.is_alive():
            self.thread.join(20)

    def _work(self) -> None:
        try:
            with transaction.atomic():
                plant_tree(self.subject)
                self.written.set()
                self.may_end.wait(20)
        finally:
            connection.close()


def ids_of(writer: Writer) -> list[int]:
    return list(Event.objects.filter(subject=writer.subject).values_list("id", flat=True))


def is_sealed(number: int) -> bool:
    return any(number in set(in_ranges(link.ids)) for link in Seal.objects.filter(from_id__lte=number))


@pytest.mark.django_db(transaction=True)
def test_a_transaction_that_is_open_over_a_seal_is_sealed_later_and_never_lost(writer: Writer) -> None:
    operations.seal_events(at=NOON)
    head = Seal.objects.count()
    writer.begin()
    later = planted(3)
    for minute in range(3):
        operations.seal_events(at=NOON + timedelta(minutes=minute))
    assert Seal.objects.count() == head
    assert not any(is_sealed(number) for number in later)
    writer.end()
    operations.seal_events(at=NOON + timedelta(minutes=4))
    assert [is_sealed(number) for number in [*ids_of(writer), *later]] == [True] * 4
    assert findings() == []


@pytest.mark.django_db(transaction=True)
def test_what_was_marked_is_sealed_while_later_transactions_are_open(writer: Writer) -> None:
    """A busy city always has somebody writing: only those who wrote before the mark are waited for."""
    first = Writer()
    first.begin()
    operations.seal_events(at=NOON)
    marked = SealMark.objects.get().last_id
    writer.begin()
    first.end()
    operations.seal_events(at=NOON)
    assert is_sealed(ids_of(first)[0])
    last = Seal.objects.order_by("-number").first()
    assert last is not None
    assert last.to_id == marked
    writer.end()
    operations.seal_events(at=NOON)
    assert is_sealed(ids_of(writer)[0])
    assert findings() == []


@pytest.mark.django_db(transaction=True)
def test_who_writes_does_not_wait_for_the_seal(writer: Writer) -> None:
    """The lock of a seal in work holds nobody up."""
    planted(1)
    with transaction.atomic():
        operations.seal_events(at=NOON)
        writer.begin()
        writer.end()
        assert not writer.thread.is_alive()
    assert ids_of(writer)


@pytest.mark.django_db(transaction=True)
def test_two_who_seal_at_once_make_one_chain() -> None:
    planted(40)

    def work() -> None:
        try:
            operations.seal_events(at=NOON, most=3)
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    operations.seal_events(at=NOON, most=3)
    assert findings() == []
    assert queries.unsealed_count() == 0


@IN_TRANSACTION
def test_findings_name_the_row() -> None:
    operations.seal_events(at=NOON)
    uuid = plant_tree(uuid4())
    seal()
    tamper("UPDATE events_event SET type = 'tree.felled' WHERE uuid = %s", uuid)
    named = [found for part in queries.verified_log() for found in part.findings]
    assert [(found.uuid, found.type) for found in named] == [(str(uuid), "tree.felled")]
    assert isinstance(named[0], Finding)


@IN_TRANSACTION
def test_the_witness_gets_the_head_by_mail(settings: Any, mailoutbox: list[EmailMessage]) -> None:
    planted(1)
    link = seal()
    assert operations.mail_head() is False
    settings.TOWNLINE_LOG_WITNESS = "auditor@example.org"
    assert operations.mail_head() is True
    assert [mail.to for mail in mailoutbox] == [["auditor@example.org"]]
    assert f"--expect {link.number}:{bytes(link.hash).hex()}" in mailoutbox[0].body
