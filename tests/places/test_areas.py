"""One ward at a time: its successor, its end, a shape that is none."""

from datetime import date
from typing import Any

import pytest

from tests.factories.clock import NOON
from tests.factories.places import AreaFactory, square
from townline.core.actor import SYSTEM
from townline.core.subjects import subject_uuid
from townline.events import queries as events
from townline.places import operations as places
from townline.places import queries

pytestmark = pytest.mark.django_db
VALUES: dict[str, Any] = {
    "kind": "ward",
    "code": "w1",
    "name_en": "Ward 1",
    "name_fr": "Quartier 1",
    "effective_from": date(2026, 1, 1),
}


def test_a_point_is_in_the_old_ward_until_the_day_before_the_new_one() -> None:
    before = AreaFactory(code="w1")
    after = places.add_area(values=VALUES, geometry=square(), by=SYSTEM, at=NOON)
    found = [
        queries.areas_at(lat=43.7, long=-79.3, on=day)["ward"].id for day in (date(2025, 12, 31), date(2026, 1, 1))
    ]
    assert found == [before.pk, after.pk]
    kinds = [
        event.type
        for row in (before, after)
        for event in events.history_of(subject=subject_uuid(kind="area", id=row.pk))
    ]
    assert kinds == ["area.changed", "area.changed"]


def test_a_renamed_ward_is_said_by_its_new_name() -> None:
    area = AreaFactory(code="w1")
    queries.areas_at(lat=43.7, long=-79.3, on=date(2026, 1, 1))
    places.save_area(area=area, values={"name_en": "Harbour"}, by=SYSTEM, at=NOON)
    assert queries.areas_at(lat=43.7, long=-79.3, on=date(2026, 1, 1))["ward"].name.en == "Harbour"


BOW_TIE = {"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]]}
METRES = {
    "type": "Polygon",
    "coordinates": [[[600000, 4800000], [600100, 4800000], [600100, 4800100], [600000, 4800000]]],
}


@pytest.mark.parametrize(
    "geometry",
    [
        None,
        [],
        {"type": "Point", "coordinates": [0, 0]},
        {"type": "Polygon", "coordinates": []},
        BOW_TIE,
        METRES,
        {"type": "Polygon", "coordinates": [[["a", "b"]]]},
        {"type": "FeatureCollection", "features": [{}, {}]},
    ],
)
def test_what_is_no_polygon_on_earth_is_refused(geometry: object) -> None:
    with pytest.raises(places.ShapeRefused):
        places.checked_shape(geometry=geometry)


def test_a_feature_collection_of_one_is_taken() -> None:
    feature = {"type": "Feature", "geometry": square(), "properties": {}}
    assert places.checked_shape(geometry={"type": "FeatureCollection", "features": [feature]}) == square()


@pytest.mark.parametrize("changes", [{"effective_from": date(2019, 1, 1)}, {"name_fr": " "}])
def test_an_area_without_words_or_before_a_known_one_is_refused(changes: dict[str, Any]) -> None:
    AreaFactory(code="w1")
    with pytest.raises(places.AreaRefused):
        places.add_area(values={**VALUES, **changes}, geometry=square(), by=SYSTEM, at=NOON)
