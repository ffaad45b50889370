"""SQL that names the tables of other rooms keeps to the bands, and words in it cannot break it."""

import re
from itertools import product

import pytest
from django.apps import apps

from tests.architecture.tree import band_of
from townline.service_requests.queries import open311
from townline.service_requests.queries.open311 import Extra, Shown, Suffix

EVERY = [
    open311._statement(Shown(suffix, language, frozenset(extras)), ("r.reference = %(reference)s",), "r.id")
    for suffix, language, extras in product(Suffix, ("en", "fr"), ((), (Extra.ATTRIBUTES,), tuple(Extra)))
]


def tables_in(sql: str) -> set[str]:
    return set(re.findall(r"\b(?:FROM|JOIN)\s+([a-z]+_[a-z_]+)", sql))


def rooms_of(tables: set[str]) -> set[str]:
    owners = {model._meta.db_table: model._meta.app_label for model in apps.get_models()}
    return {owners[table] for table in tables}


@pytest.mark.parametrize("sql", EVERY)
def test_lists_read_only_rooms_below(sql: str) -> None:
    rooms = rooms_of(tables_in(sql))
    assert rooms <= {"service_requests", "catalog", "accounts", "places"}
    assert all(band_of(room) <= band_of("service_requests") for room in rooms)


def test_tables_in_finds_a_table_of_a_room_above() -> None:
    assert rooms_of(tables_in("SELECT 1 FROM notifications_message m JOIN service_requests_note n")) == {
        "notifications",
        "service_requests",
    }


@pytest.mark.parametrize("sql", EVERY)
def test_lists_read_nothing_about_the_customer(sql: str) -> None:
    for word in (
        "r.customer",
        "customers_",
        "email",
        "phone",
        "taken_by",
        "place_description",
        "r.address",
        "r.answers",
        "r.words ",
        "r.media_url",
    ):
        assert word not in sql


def test_our_own_words_are_quoted() -> None:
    assert open311._sql("L'école 100 %") == "L''école 100 %%"
