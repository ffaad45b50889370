import pytest

from tests.factories.clock import NOON
from townline.core.actor import RESIDENT
from townline.core.transactions import transaction
from townline.customers import operations as customers
from townline.customers import queries
from townline.customers.models import ContactPoint, Customer
from townline.customers.values import Contact
from townline.events import queries as events

pytestmark = pytest.mark.django_db


def identify(**fields: str) -> Customer | None:
    with transaction():
        return customers.identify(contact=Contact(**fields), at=NOON)


def test_identify_knows_the_same_person_again() -> None:
    first = identify(name="Ada Résident", email="Ada@Mail.example")
    assert identify(name="ada resident", email="ada@mail.example", phone="613 555 0123") == first
    assert sorted(ContactPoint.objects.values_list("value", flat=True)) == ["+16135550123", "ada@mail.example"]


def test_two_names_with_one_number_are_two_people() -> None:
    assert identify(name="Ada", phone="613 555 0123") != identify(name="Bo", phone="613 555 0123")


def test_a_new_address_beside_a_known_number_is_another_customer() -> None:
    """Else a stranger who knows a name and a number would get the mail of the person."""
    first = identify(name="Ada", phone="613 555 0123")
    stranger = identify(name="Ada", phone="613 555 0123", email="eve@mail.example")
    assert stranger != first
    assert first is not None
    assert queries.reach_of(customer=first).email == ""
    assert identify(name="Ada", phone="613 555 0123") == first


def test_a_second_number_beside_a_known_address_is_another_customer() -> None:
    first = identify(name="Ada", phone="613 555 0123", email="ada@mail.example")
    assert identify(name="Ada", email="ada@mail.example", phone="613 555 0999") != first
    assert identify(name="Ada", email="ada@mail.example") == first


def test_identify_of_nothing_is_nobody() -> None:
    assert identify() is None


@pytest.mark.parametrize(("field", "typed"), [("email", "ada"), ("phone", "12")])
def test_identify_names_the_field_that_cannot_be_right(field: str, typed: str) -> None:
    with pytest.raises(customers.ContactRejected) as refused:
        identify(**{field: typed})
    assert list(refused.value.errors) == [field]


def test_opting_out_twice_is_told_once() -> None:
    customer = identify(name="Ada", email="ada@mail.example")
    assert customer is not None
    for _ in range(2):
        customers.opt_out(customer=customer, kind="email", by=RESIDENT, at=NOON)
    assert queries.has_opted_out(customer=customer, kind="email")
    assert [event.type for event in events.history_of(subject=customer.uuid)] == ["customer.opted_out"]


def test_an_address_is_opted_out_for_every_customer_who_has_it_or_comes_with_it_later() -> None:
    first, other = identify(name="Ada", email="ada@mail.example"), identify(name="Bo", email="ada@mail.example")
    assert first is not None
    assert other is not None
    customers.opt_out(customer=first, kind="email", by=RESIDENT, at=NOON)
    later = identify(name="Cy", email="Ada@Mail.example", phone="613 555 0123")
    assert later is not None
    assert [queries.reach_of(customer=each).email for each in (first, other, later)] == ["", "", ""]
    assert queries.reach_of(customer=later).phone == "+16135550123"
    customers.opt_in(customer=later, kind="email", by=RESIDENT, at=NOON)
    assert [queries.reach_of(customer=each).email for each in (first, other, later)] == ["ada@mail.example"] * 3


def merge(loser: Customer, survivor: Customer) -> None:
    Customer.objects.filter(pk=loser.pk).update(merged_into=survivor)


def test_identify_gives_the_survivor_of_customers_that_were_merged() -> None:
    old, kept = identify(name="Ada", email="old@mail.example"), identify(name="Ada", email="new@mail.example")
    assert old is not None
    assert kept is not None
    merge(old, kept)
    assert identify(name="Ada", email="old@mail.example") == kept
    assert list(ContactPoint.objects.filter(customer=kept).values_list("value", flat=True)) == ["new@mail.example"]


def test_identify_knows_what_any_of_the_merged_has() -> None:
    old, kept = identify(name="Ada", email="old@mail.example"), identify(name="Ada", phone="613 555 0123")
    assert old is not None
    assert kept is not None
    merge(old, kept)
    assert identify(name="Ada", email="old@mail.example", phone="613 555 0123") == kept
    assert identify(name="Ada", email="eve@mail.example", phone="613 555 0123") not in {old, kept}


def test_same_person_is_the_whole_group_with_the_survivor_first() -> None:
    first, second, third = (identify(name="Ada", email=f"{n}@mail.example") for n in "abc")
    assert first is not None
    assert second is not None
    assert third is not None
    merge(first, second)
    merge(second, third)
    for one in (first, second, third):
        assert queries.same_person(customer=one.pk) == (third.pk, first.pk, second.pk)
    assert queries.survivor_of(customer=first.pk) == third.pk
    assert queries.customer_of(uuid=first.uuid) == third
    alone = identify(name="Bo", email="bo@mail.example")
    assert alone is not None
    assert queries.same_people(customers=[alone.pk, first.pk]) == {
        alone.pk: (alone.pk,),
        first.pk: (third.pk, first.pk, second.pk),
    }
