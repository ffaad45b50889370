"""One box: name, number, address, e-mail; as it sounds, misspelt, in part."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tests.factories.clock import NOON
from tests.factories.places import AddressFactory
from townline.core.transactions import transaction
from townline.customers import operations as customers
from townline.customers.models import Customer, NameWord
from townline.customers.queries import FoundCustomer, Reason, find_customers
from townline.customers.queries.likeness import words_of
from townline.customers.values import Contact

pytestmark = pytest.mark.django_db


def add(name: str, **fields: str) -> Customer:
    with transaction():
        customer = customers.identify(contact=Contact(name=name, **fields), at=NOON)
    assert customer is not None
    return customer


@pytest.fixture(autouse=True)
def town() -> None:
    add("Jean Tremblay", email="jean@mail.example", phone="613 555 0123", postal_address="418 Maple Street")
    add("Marie Gaudreault", email="marie@mail.example", phone="613 555 9123")
    add("Zoë O'Brien-Roy", email="zoe@mail.example", phone="416 555 7000")
    add("John Smith", email="smith@mail.example", phone="905 555 4444", postal_address="12 Oak Avenue")
    customers.count_names()


def names(text: str) -> list[str]:
    return [found.name for found in find_customers(text=text)]


def first(text: str) -> FoundCustomer:
    return find_customers(text=text)[0]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("tremblay", "Jean Tremblay"), ("Tremblay, Jean", "Jean Tremblay"), ("trembley", "Jean Tremblay"),
        ("godro", "Marie Gaudreault"), ("smyth", "John Smith"), ("Smtih", "John Smith"), ("zoe obrien", "Zoë O'Brien-Roy"),
        ("ZOÉ ROY", "Zoë O'Brien-Roy"), ("trem", "Jean Tremblay"), ("0123", "Jean Tremblay"), ("555 0123", "Jean Tremblay"),
        ("(613) 555-0123", "Jean Tremblay"), ("+1 613 555 0123", "Jean Tremblay"), ("613 555 91", "Marie Gaudreault"),
        ("jean@mail.example", "Jean Tremblay"), ("jean@", "Jean Tremblay"), ("418 maple", "Jean Tremblay"),
        ("tremblay maple", "Jean Tremblay"), ("trembley oak", ""), ("tremblay 0123", "Jean Tremblay"), ("tremblay 9123", ""),
        ("9999", ""), ("jean@mail.example2", ""), ("", ""), ("x", ""), ("%", ""), ("__", ""), ("12", ""), ("\x00", ""),
    ],
)  # fmt: skip
def test_what_is_typed_finds_whom_it_means(typed: str, name: str) -> None:
    assert names(typed)[:1] == ([name] if name else [])


@pytest.mark.parametrize(
    ("typed", "reasons"),
    [
        ("tremblay", (Reason.NAME,)), ("trembley", (Reason.SOUNDS,)), ("smirh", (Reason.SPELLING,)),
        ("tremblay maple", (Reason.NAME, Reason.ADDRESS)), ("0123", (Reason.PHONE_PART,)), ("6135550123", (Reason.PHONE,)),
        ("jean@mail.example", (Reason.EMAIL,)), ("jean@", (Reason.EMAIL_BEGINS,)),
    ],
)  # fmt: skip
def test_each_comes_with_the_reason(typed: str, reasons: tuple[Reason, ...]) -> None:
    assert first(typed).reasons == reasons


def test_the_same_name_comes_before_one_that_sounds_alike() -> None:
    add("Jean Tremblai", email="other@mail.example")
    assert names("jean tremblai") == ["Jean Tremblai", "Jean Tremblay"]


def test_a_misspelt_street_finds_who_lives_there() -> None:
    address = AddressFactory(number="77", text="77 Birch Crescent", search="77 birch crescent", street="Birch Crescent")
    customer = add("Ines Moreau", email="ines@mail.example")
    Customer.objects.filter(pk=customer.pk).update(address=address)
    found = first("77 brich crescent")
    assert (found.name, found.reasons, found.matched) == ("Ines Moreau", (Reason.ADDRESS,), "77 Birch Crescent")


def test_merged_records_are_found_once_by_anything_that_any_of_them_has() -> None:
    kept = Customer.objects.get(name="Jean Tremblay")
    old = add("Jean Bouchard", email="old@mail.example", phone="819 555 2222")
    Customer.objects.filter(pk=old.pk).update(merged_into=kept)
    for typed in ("bouchard", "old@mail.example", "2222", "jean bouchard"):
        assert names(typed) == ["Jean Tremblay"], typed


def test_only_those_asked_for_are_looked_among() -> None:
    kept = Customer.objects.filter(name="John Smith").values("pk")
    assert [found.name for found in find_customers(text="tremblay", among=kept)] == []
    assert [found.name for found in find_customers(text="4444", among=kept)] == ["John Smith"]


def test_names_that_nobody_has_any_more_are_forgotten() -> None:
    gone = add("Xavier Smith", email="x@mail.example")
    customers.count_names()
    with transaction():
        Customer.objects.filter(pk=gone.pk).update(name="", search="")
        customers.forget_names(searches=[gone.search])
    assert set(NameWord.objects.values_list("word", flat=True)) == {
        "jean", "tremblay", "marie", "gaudreault", "zoe", "obrien", "roy", "john", "smith",
    }  # fmt: skip


def test_new_names_are_learnt() -> None:
    add("Quentin Wolfe", email="q@mail.example")
    assert customers.learn_names() == 2
    assert customers.learn_names() == 0


class Anything(TestCase):
    @given(st.text(st.characters(exclude_categories=("Cs",)), max_size=60))
    def test_whatever_is_typed_is_answered(self, typed: str) -> None:
        assert isinstance(find_customers(text=typed), tuple)

    @given(st.lists(st.text("abcdefghijklmnopqrstuvwxyzéèçôÀÉ'-", min_size=2, max_size=12), min_size=1, max_size=3))
    def test_a_name_finds_itself(self, parts: list[str]) -> None:
        name = " ".join(parts)
        if not words_of(name):
            return
        customer = add(name, email="somebody@mail.example")
        assert customer.pk in [found.id for found in find_customers(text=name)]
