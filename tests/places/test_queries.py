from datetime import date

import pytest

from tests.factories.places import AddressFactory, AreaFactory, square
from townline.places import queries as places

pytestmark = pytest.mark.django_db
DAY = date(2026, 6, 3)


def test_areas_at_knows_the_ward_of_a_point() -> None:
    AreaFactory(code="west", geometry=square(west=-80.0))
    AreaFactory(code="east", geometry=square(west=-79.5))
    assert places.areas_at(lat=43.7, long=-79.3, on=DAY)["ward"].code == "east"


def test_areas_at_is_empty_outside_the_city() -> None:
    AreaFactory()
    assert places.areas_at(lat=10.0, long=10.0, on=DAY) == {}


@pytest.mark.parametrize(
    ("on", "code"), [(date(2022, 11, 14), "old"), (date(2022, 11, 15), "new"), (date(2026, 6, 3), "new")]
)
def test_areas_at_follows_the_dates_of_a_ward(on: date, code: str) -> None:
    AreaFactory(code="old", effective_until=date(2022, 11, 14))
    AreaFactory(code="new", effective_from=date(2022, 11, 15))
    assert places.areas_at(lat=43.7, long=-79.3, on=on)["ward"].code == code


def test_areas_at_sees_a_ward_that_was_added_after_the_first_question() -> None:
    assert places.areas_at(lat=43.7, long=-79.3, on=DAY) == {}
    AreaFactory(code="new")
    assert places.areas_at(lat=43.7, long=-79.3, on=DAY)["ward"].code == "new"


@pytest.mark.parametrize("typed", ["101 maple", "101 Mapel Street", "101 MAPLE ST", "101 mapel st"])
def test_find_addresses_forgives(typed: str) -> None:
    wanted = AddressFactory(number="101")
    AddressFactory(number="202", street="Harbour Road")
    assert places.find_addresses(text=typed)[:1] == [wanted]


def test_nearest_address_stays_within_its_distance() -> None:
    near = AddressFactory(lat=43.7001, long=-79.3)
    AddressFactory(lat=43.7009, long=-79.3)
    assert places.nearest_address(lat=43.7, long=-79.3) == near
    assert places.nearest_address(lat=43.8, long=-79.3) is None


def test_metres_between_knows_a_degree_of_latitude() -> None:
    assert places.metres_between(lat=43.0, long=-79.0, other_lat=44.0, other_long=-79.0) == pytest.approx(
        111_195, abs=1
    )
