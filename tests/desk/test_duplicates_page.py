"""The steward's queue: look at two records, join them, take it back."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.desk.test_settings_pages import client_of
from townline.accounts.models import Role
from townline.customers import operations as customers
from townline.customers.models import ContactPoint, Customer, DuplicatePair, Merge

pytestmark = pytest.mark.django_db


def customer(name: str, *points: tuple[str, str], days: int = 0, **fields: object) -> Customer:
    at = timezone.now() - timedelta(days=days)
    made = Customer.objects.create(name=name, search=name.lower(), created_at=at, **fields)
    for kind, value in points:
        ContactPoint.objects.create(customer=made, kind=kind, value=value, created_at=at)
    return made


@pytest.fixture
def pair() -> DuplicatePair:
    phone = ("phone", "+14165550123")
    customer("J. Roy", phone, days=9, language="en")
    customer("Jeanne Roy", phone, ("email", "jeanne@mail.example"), language="fr")
    customers.find_duplicates(at=timezone.now())
    return DuplicatePair.objects.get()


@pytest.fixture
def steward() -> Client:
    return client_of(Role.SUPERVISOR)


def test_queue_names_both_and_why(pair: DuplicatePair, steward: Client) -> None:
    page = steward.get("/desk/duplicates").content.decode()
    assert "J. Roy" in page
    assert "Jeanne Roy" in page
    assert "same telephone (+5), same family name, initial fits (+3)" in page


def test_pair_is_joined_with_the_words_that_the_steward_chose(pair: DuplicatePair, steward: Client) -> None:
    page = steward.get(f"/desk/duplicates/{pair.pk}").content.decode()
    assert '<input type="radio" name="name" value="second" checked>' in page
    steward.post(f"/desk/duplicates/{pair.pk}/decide", {"do": "join", "name": "second", "language": "first"})
    pair.first.refresh_from_db()
    assert (pair.first.name, pair.first.language) == ("Jeanne Roy", "en")
    assert "No two records look like one customer" in steward.get("/desk/duplicates").content.decode()


def test_joined_records_come_apart_again(pair: DuplicatePair, steward: Client) -> None:
    steward.post(f"/desk/duplicates/{pair.pk}/decide", {"do": "join", "name": "second"})
    merge = Merge.objects.get()
    assert "Why they are two customers" in steward.get("/desk/merges").content.decode()
    answer = steward.post(f"/desk/merges/{merge.uuid}/undo", {"reason": "Two sisters."}, follow=True).content.decode()
    pair.first.refresh_from_db()
    pair.second.refresh_from_db()
    assert (pair.first.name, pair.second.merged_into_id) == ("J. Roy", None)
    assert "Two sisters." in answer


def test_undo_without_a_reason_is_refused_in_words(pair: DuplicatePair, steward: Client) -> None:
    steward.post(f"/desk/duplicates/{pair.pk}/decide", {"do": "join"})
    answer = steward.post(f"/desk/merges/{Merge.objects.get().uuid}/undo", {"reason": " "}, follow=True)
    assert "Say why they are two customers" in answer.content.decode()
    assert Merge.objects.get().undone_at is None


def test_two_customers_leave_the_queue(pair: DuplicatePair, steward: Client) -> None:
    steward.post(f"/desk/duplicates/{pair.pk}/decide", {"do": "apart"})
    customers.find_duplicates(at=timezone.now())
    assert "No two records look like one customer" in steward.get("/desk/duplicates").content.decode()


@pytest.mark.parametrize("after", ["x", "1_", "nan_1", "1_99999999999999999999"])
def test_a_cursor_that_was_never_ours_is_no_error(after: str, steward: Client) -> None:
    assert steward.get("/desk/duplicates", {"after": after}).status_code in {200, 404}


def test_more_than_a_page_goes_on(steward: Client) -> None:
    for number in range(30):
        phone = ("phone", f"+1416555{number:04}")
        customer(f"Ada Ng{number}", phone)
        customer(f"Ada Ng{number}", phone)
    customers.find_duplicates(at=timezone.now())
    first = steward.get("/desk/duplicates").content.decode()
    assert "30 pairs of records" in first
    following = first.split('href="/desk/duplicates?after=')[1].split('"')[0]
    assert steward.get(f"/desk/duplicates?after={following}").content.decode().count("<article") == 5
