from pathlib import Path

import pytest

from tests.architecture import pages
from tests.architecture.tree import SOURCE, plant

PAGE = ("desk", "templates", "desk", "request", "show.html")
SQL = 'SQL = "SELECT 1 FROM service_requests_servicerequest JOIN places_area ON true"\n'
CHECKS = {
    "extends": (pages.wrong_extends, '{% extends "portal/home.html" %}', PAGE),
    "includes": (pages.wrong_includes, '{% include "portal/request/card.html" %}', PAGE),
    "computed includes": (pages.wrong_includes, "{% include card.template %}", PAGE),
    "tables": (pages.tables_above, SQL, ("places", "queries", "areas.py")),
    "tables beside": (pages.tables_above, 'SQL = "UPDATE customers_customer"\n', ("catalog", "operations.py")),
}


@pytest.mark.parametrize("thing", CHECKS)
def test_pages_stay_in_their_room(thing: str) -> None:
    check, _, _ = CHECKS[thing]
    assert check(SOURCE) == []


@pytest.mark.parametrize("thing", CHECKS)
def test_pages_finds_what_leaves_its_room(thing: str, tmp_path: Path) -> None:
    check, text, place = CHECKS[thing]
    assert len(check(plant(tmp_path, text, *place))) == 1


def test_pages_allow_components_and_their_own(tmp_path: Path) -> None:
    plant(tmp_path, "", "desk", "templates", "desk", "request", "row.html")
    text = '{% include "components/tag.html" %}{% include "desk/request/row.html" %}'
    assert pages.wrong_includes(plant(tmp_path, text, *PAGE)) == []


def test_tables_below_are_open(tmp_path: Path) -> None:
    assert pages.tables_above(plant(tmp_path, SQL, "service_requests", "queries", "lists.py")) == []
