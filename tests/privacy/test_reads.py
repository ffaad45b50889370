"""Every read of personal data on a page of the staff is a row before the page leaves; nothing that cannot be written is shown."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any
from unittest.mock import patch
from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, connection
from django.http import HttpRequest, StreamingHttpResponse
from django.test import Client, RequestFactory

from tests.factories.accounts import UserFactory
from tests.factories.service_requests import submit
from townline.accounts.models import Role, User
from townline.config.reading import ReadingMiddleware
from townline.core.transactions import savepoint
from townline.privacy import operations, queries
from townline.privacy.models import ReadEntry
from townline.privacy.reading import Notes, Seen, What, page_of_the_desk, saw, saw_colleague
from townline.service_requests.models import ServiceRequest

pytestmark = pytest.mark.django_db
ADA, BOB, CASE = uuid4(), uuid4(), uuid4()
NOON = datetime(2026, 6, 3, 12, tzinfo=UTC)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="townline.accounts.backends.StaffBackend")
    return client


def person_of(request: ServiceRequest) -> Any:
    assert request.customer is not None
    return request.customer.uuid


def log(*seen: Seen, reader: int = 7, at: datetime = NOON) -> None:
    operations.log_reads(reader_id=reader, page="desk:request", seen=seen, at=at)


class TestSaw:
    def test_notes_each_thing_once_a_page(self) -> None:
        notes: Notes = {}
        with page_of_the_desk(notes=notes):
            saw(people=[ADA, BOB], subject=CASE, what=What.REQUEST)
            saw(people=[ADA], subject=CASE, what=What.REQUEST)
            saw_colleague(user_id=5)
        assert list(notes) == [
            Seen("request", ADA, CASE),
            Seen("request", BOB, CASE),
            Seen("figures", colleague_id=5),
        ]

    def test_notes_the_record_where_nobody_may_be_known(self) -> None:
        notes: Notes = {}
        with page_of_the_desk(notes=notes):
            saw(people=[], subject=CASE, what=What.REQUEST)
        assert list(notes) == [Seen("request", None, CASE)]

    def test_does_nothing_outside_a_page_of_the_desk(self) -> None:
        saw(people=[ADA], subject=CASE, what=What.REQUEST)
        assert not ReadEntry.objects.exists()


class TestLog:
    def test_writes_a_page_in_one_statement(self, django_assert_num_queries: Any) -> None:
        with django_assert_num_queries(1):
            log(Seen("request", ADA, CASE, None, "break_glass"), Seen("search", BOB), Seen("figures", colleague_id=5))
        rows = ReadEntry.objects.order_by("id").values_list(
            "at", "reader_id", "page", "what", "because", "person", "subject", "colleague_id"
        )
        assert list(rows) == [
            (NOON, 7, "desk:request", "request", "break_glass", ADA, CASE, None),
            (NOON, 7, "desk:request", "search", "", BOB, None, None),
            (NOON, 7, "desk:request", "figures", "", None, None, 5),
        ]

    @pytest.mark.parametrize(
        "statement", ["UPDATE privacy_readentry SET reader_id = 8", "DELETE FROM privacy_readentry"]
    )
    def test_the_database_refuses_to_change_it(self, statement: str) -> None:
        log(Seen("request", ADA))
        with pytest.raises(IntegrityError, match="append-only"), savepoint(), connection.cursor() as cursor:
            cursor.execute(statement)
        assert ReadEntry.objects.get().reader_id == 7

    def test_months_have_their_own_partition(self) -> None:
        operations.make_read_partitions(on=date(2031, 11, 20))
        log(Seen("request", ADA), at=datetime(2032, 1, 5, tzinfo=UTC))
        with connection.cursor() as cursor:
            cursor.execute("SELECT tableoid::regclass::text FROM privacy_readentry")
            assert cursor.fetchall() == [("privacy_readentry_2032_01",)]

    def test_a_month_that_began_without_its_partition_goes_on_without(self) -> None:
        january = datetime(2033, 1, 5, tzinfo=UTC)
        log(Seen("request", ADA), at=january)
        operations.make_read_partitions(on=january.date())
        log(Seen("request", BOB), at=january)
        log(Seen("request", BOB), at=january + timedelta(days=31))
        with connection.cursor() as cursor:
            cursor.execute("SELECT tableoid::regclass::text FROM privacy_readentry ORDER BY id")
            tables = [table for (table,) in cursor.fetchall()]
        assert tables == ["privacy_readentry_other", "privacy_readentry_other", "privacy_readentry_2033_02"]

    def test_the_commit_does_not_wait_for_the_disk(self) -> None:
        log(Seen("request", ADA))
        with connection.cursor() as cursor:
            cursor.execute("SHOW synchronous_commit")
            assert cursor.fetchone() == ("off",)


class TestQueries:
    def test_who_looked_at_me(self) -> None:
        log(Seen("request", ADA, CASE), reader=7)
        log(Seen("request", BOB, CASE), reader=8)
        log(Seen("request", None, CASE), reader=9, at=NOON + timedelta(hours=1))
        about = queries.reads_about(people=[ADA], subjects=[CASE])
        assert [row.reader_id for row in about] == [9, 7]
        assert [row.reader_id for row in queries.reads_about(people=[ADA], until=NOON)] == []

    def test_what_somebody_looked_at(self) -> None:
        log(Seen("request", ADA, CASE), reader=7)
        log(Seen("request", BOB, CASE), reader=8)
        assert [row.person for row in queries.reads_of(reader_id=8)] == [BOB]

    def test_a_busy_hour_counts_people_and_not_pages(self) -> None:
        for _ in range(3):
            log(Seen("request", ADA), Seen("request", BOB), reader=7)
        log(Seen("request", ADA), reader=8)
        busy = queries.busy_hours(since=NOON - timedelta(days=1), until=NOON + timedelta(days=1), many=2)
        assert [(hour.reader_id, hour.people) for hour in busy] == [(7, 2)]

    def test_looks_without_a_case_are_told_apart(self) -> None:
        log(Seen("customer", ADA), reader=7)
        log(Seen("customer", BOB), reader=7)
        log(Seen("request", BOB, CASE), reader=7, at=NOON + timedelta(minutes=1))
        looks = queries.looked_at(since=NOON, until=NOON + timedelta(hours=1), most=10)
        assert {look.person: (look.times, look.with_case) for look in looks} == {ADA: (1, False), BOB: (2, True)}


class TestPages:
    def test_a_request_that_is_opened_is_a_row(self) -> None:
        csr = UserFactory(role=Role.CSR)
        request = submit()
        assert signed_in(csr).get(f"/desk/requests/{request.reference}?secret=words").status_code == 200
        rows = ReadEntry.objects.values_list("reader_id", "page", "what", "person", "subject")
        assert list(rows) == [(csr.pk, "request", "request", person_of(request), request.uuid)]

    def test_who_sees_no_customers_leaves_the_record_only(self) -> None:
        request = submit()
        signed_in(UserFactory(role=Role.AUDITOR)).get(f"/desk/requests/{request.reference}")
        assert list(ReadEntry.objects.values_list("person", "subject")) == [(None, request.uuid)]

    def test_a_page_that_is_closed_to_somebody_leaves_no_row(self) -> None:
        request = submit()
        assert signed_in(UserFactory(role=Role.WORKER)).get(f"/desk/requests/{request.reference}").status_code == 404
        assert not ReadEntry.objects.exists()

    def test_a_redirect_shows_nothing(self) -> None:
        request = submit()
        spaced = " ".join([request.reference[:3], request.reference[3:]])
        assert signed_in(UserFactory(role=Role.CSR)).get(f"/desk/requests/{spaced}").status_code == 302
        assert not ReadEntry.objects.exists()

    def test_what_residents_do_is_not_in_the_log_of_staff(self) -> None:
        request = submit()
        assert Client().get(f"/requests/{request.reference}").status_code == 200
        assert not ReadEntry.objects.exists()

    def test_a_page_that_cannot_be_written_down_is_not_shown(self) -> None:
        request = submit()
        client = signed_in(UserFactory(role=Role.CSR))
        with patch("townline.privacy.operations.log_reads", side_effect=DatabaseError("disk full")):
            response = client.get(f"/desk/requests/{request.reference}")
        assert response.status_code == 503
        assert b"Ada" not in response.content
        assert b"written down" in response.content

    def test_a_file_that_flows_is_written_down_piece_by_piece(self) -> None:
        request = RequestFactory().get("/desk/export")
        request.user = UserFactory(role=Role.CSR)

        def rows() -> Iterator[bytes]:
            for person in (ADA, BOB):
                saw(people=[person], what=What.EXPORT)
                yield b"row"

        def answer(_: HttpRequest) -> StreamingHttpResponse:
            return StreamingHttpResponse(rows())

        response = ReadingMiddleware(answer)(request)
        assert isinstance(response, StreamingHttpResponse)
        pieces = iter(response)
        next(pieces)
        assert list(ReadEntry.objects.values_list("person", flat=True)) == [ADA]
        assert list(pieces) == [b"row"]
        assert ReadEntry.objects.count() == 2
