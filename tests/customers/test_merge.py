"""Merge and undo: the undo of a merge is the identity on every table but the log and the record of the merge itself."""

from datetime import time, timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.transaction import atomic
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tests.factories.accounts import TeamFactory, member_of, viewer
from tests.factories.clock import NOON
from townline.accounts.models import Role
from townline.accounts.values import Viewer
from townline.core.errors import NotAllowed
from townline.customers import operations as customers
from townline.customers import queries
from townline.customers.models import ContactPoint, Customer, DuplicatePair, Merge
from townline.customers.values import Kind, Verdict
from townline.events import queries as events

LATER = NOON + timedelta(hours=1)
# what says that it was done, and undone
LOG = {"customers_merge", "customers_duplicatepair", "events_delivery"}

names = st.sampled_from(["", "J. Roy", "Jeanne Roy", "Zoé Tremblay", "Zoe Tremblay"])
quiet = st.sampled_from([(None, None), (time(21), time(8)), (time(12), time(13))])


@st.composite
def records(draw: Any) -> dict[str, Any]:
    quiet_from, quiet_until = draw(quiet)
    return {
        "name": draw(names),
        "organisation": draw(st.sampled_from(["", "Roy & fils"])),
        "language": draw(st.sampled_from(["en", "fr"])),
        "format_wish": draw(st.sampled_from(["none", "large_print"])),
        "needs_interpreter": draw(st.booleans()),
        "spoken_language": draw(st.sampled_from(["", "Tamil"])),
        "preferred_channel": draw(st.sampled_from(["", "call", "letter"])),
        "postal_address": draw(st.sampled_from(["", "1 Elm Street", "9 Oak Street"])),
        "quiet_from": quiet_from,
        "quiet_until": quiet_until,
    }


def made(values: dict[str, Any], *, days: int = 0) -> Customer:
    customer = Customer.objects.create(**values, created_at=NOON - timedelta(days=days))
    ContactPoint.objects.create(customer=customer, kind="phone", value="+16135550101", created_at=NOON)
    return customer


def everything() -> dict[str, list[Any]]:
    """Every row of every table of ours but the log."""
    with connection.cursor() as cursor:
        tables = [name for name in connection.introspection.table_names(cursor) if name not in LOG]
        rows: dict[str, list[Any]] = {}
        for name in tables:
            if not name.startswith("events_"):
                cursor.execute(f'SELECT to_jsonb(row)::text FROM "{name}" AS row ORDER BY 1')
                rows[name] = cursor.fetchall()
    return rows


def steward() -> Viewer:
    return viewer(member_of(TeamFactory(), role=Role.SUPERVISOR))


class MergeThenUndo(TestCase):
    @given(records(), records(), st.data())
    @settings(max_examples=60, deadline=None)
    def test_is_the_identity(self, mine: dict[str, Any], theirs: dict[str, Any], data: st.DataObject) -> None:
        by = steward()
        survivor, other = made(mine, days=2), made(theirs, days=1)
        fields = data.draw(st.none() | st.sets(st.sampled_from(["name", "language", "quiet_from", "address_id"])))
        before = everything()
        merge = customers.merge(survivor=survivor, other=other, by=by, at=NOON, takes_other=fields)
        assert everything() != before
        assert customers.undo_merge(merge=merge, reason="Two sisters.", by=by, at=LATER) == []
        assert everything() == before


pytestmark = pytest.mark.django_db


@pytest.fixture
def pair() -> tuple[Customer, Customer]:
    return made({"name": "J. Roy"}, days=2), made({"name": "Jeanne Roy", "needs_interpreter": True}, days=1)


def test_merge_makes_both_one_customer(pair: tuple[Customer, Customer]) -> None:
    survivor, other = pair
    customers.merge(survivor=survivor, other=other, by=steward(), at=NOON)
    assert queries.same_person(customer=other.pk) == (survivor.pk, other.pk)
    found = queries.customer_of(uuid=other.uuid)
    assert (found.pk, found.name, found.search, found.needs_interpreter) == (
        survivor.pk,
        "Jeanne Roy",
        "jeanne roy",
        True,
    )


def test_merge_takes_what_the_steward_chose(pair: tuple[Customer, Customer]) -> None:
    survivor, other = pair
    customers.merge(survivor=survivor, other=other, by=steward(), at=NOON, takes_other=())
    survivor.refresh_from_db()
    assert (survivor.name, survivor.needs_interpreter) == ("J. Roy", False)


def test_undo_leaves_what_was_edited_since(pair: tuple[Customer, Customer]) -> None:
    survivor, other = pair
    by = steward()
    merge = customers.merge(survivor=survivor, other=other, by=by, at=NOON)
    Customer.objects.filter(pk=survivor.pk).update(name="Jeanne Roy-Côté")
    assert customers.undo_merge(merge=merge, reason="Two sisters.", by=by, at=LATER) == ["name"]
    survivor.refresh_from_db()
    assert (survivor.name, survivor.needs_interpreter) == ("Jeanne Roy-Côté", False)


def test_undo_is_done_once(pair: tuple[Customer, Customer]) -> None:
    by = steward()
    merge = customers.merge(survivor=pair[0], other=pair[1], by=by, at=NOON)
    customers.undo_merge(merge=merge, reason="Two sisters.", by=by, at=LATER)
    with pytest.raises(customers.AlreadyUndone):
        customers.undo_merge(merge=merge, reason="Two sisters.", by=by, at=LATER)


def test_undo_says_why(pair: tuple[Customer, Customer]) -> None:
    merge = customers.merge(survivor=pair[0], other=pair[1], by=steward(), at=NOON)
    with pytest.raises(customers.UndoReasonMissing):
        customers.undo_merge(merge=merge, reason=" ", by=steward(), at=LATER)


def test_merge_is_the_steward_s(pair: tuple[Customer, Customer]) -> None:
    worker = viewer(member_of(TeamFactory(), role=Role.WORKER))
    with pytest.raises(NotAllowed):
        customers.merge(survivor=pair[0], other=pair[1], by=worker, at=NOON)
    assert not Merge.objects.exists()


def test_a_person_and_a_business_are_never_one(pair: tuple[Customer, Customer]) -> None:
    business = made({"name": "Roy & fils", "kind": Kind.BUSINESS})
    with pytest.raises(customers.CannotMerge):
        customers.merge(survivor=pair[0], other=business, by=steward(), at=NOON)


def test_a_record_is_joined_once(pair: tuple[Customer, Customer]) -> None:
    by, third = steward(), made({"name": "Jeanne Roy"})
    customers.merge(survivor=pair[0], other=pair[1], by=by, at=NOON)
    with pytest.raises(customers.CannotMerge):
        customers.merge(survivor=third, other=pair[1], by=by, at=NOON)


def test_merge_and_undo_are_events(pair: tuple[Customer, Customer]) -> None:
    by = steward()
    merge = customers.merge(survivor=pair[0], other=pair[1], by=by, at=NOON)
    customers.undo_merge(merge=merge, reason="Two sisters.", by=by, at=LATER)
    types = [event.type for event in events.history_of(subject=pair[0].uuid)]
    assert types == ["customer.merged", "customer.merge_undone"]


# -- finding them ---------------------------------------------------------------------------------


def open_pairs() -> list[tuple[int, int]]:
    return list(DuplicatePair.objects.filter(verdict=Verdict.OPEN).values_list("first", "second"))


def test_find_duplicates_asks_about_two_records_with_one_number(pair: tuple[Customer, Customer]) -> None:
    assert customers.find_duplicates(at=NOON) == 1
    assert open_pairs() == [(pair[0].pk, pair[1].pk)]
    assert customers.find_duplicates(at=LATER) == 0


def test_find_duplicates_asks_nobody_about_a_number_that_a_crowd_shares() -> None:
    for _ in range(25):
        made({"name": "Jeanne Roy"})
    assert customers.find_duplicates(at=NOON) == 0


def test_what_was_kept_apart_is_not_asked_again(pair: tuple[Customer, Customer]) -> None:
    customers.find_duplicates(at=NOON)
    customers.keep_apart(pair=DuplicatePair.objects.get(), by=steward(), at=NOON)
    customers.find_duplicates(at=LATER)
    assert open_pairs() == []


def test_what_was_merged_is_not_asked_again(pair: tuple[Customer, Customer]) -> None:
    customers.find_duplicates(at=NOON)
    customers.merge(survivor=pair[0], other=pair[1], by=steward(), at=NOON)
    with atomic():
        customers.find_duplicates_of(customers=[pair[0].pk, pair[1].pk], at=LATER)
    assert open_pairs() == []


def test_find_duplicates_finds_the_same_name_at_one_address() -> None:
    first = Customer.objects.create(name="Ada Ng", search="ada ng", postal_address="1 Elm Street", created_at=NOON)
    second = Customer.objects.create(name="Ada Ng", search="ada ng", postal_address="1 ELM STREET", created_at=NOON)
    customers.find_duplicates(at=NOON)
    assert open_pairs() == [(first.pk, second.pk)]
