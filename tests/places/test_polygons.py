"""Our own answer to “is it inside?” is that of the geometry library."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import MultiPoint, Point, Polygon, mapping, shape
from shapely.ops import triangulate

from townline.places.polygons import Shape

EIGHTHS = st.integers(-40, 40).map(lambda number: number / 8)
POINTS = st.tuples(EIGHTHS, EIGHTHS)
FINER = st.integers(-5_000_000, 5_000_000).map(lambda number: number / 1_000_000)  # about ten centimetres of a map
ANYWHERE = st.tuples(FINER, FINER)
RING = {
    "type": "Polygon",
    "coordinates": [[[0, 0], [4, 0], [4, 4], [0, 4], [0, 0]], [[1, 1], [3, 1], [3, 3], [1, 3], [1, 1]]],
}


@given(corners=st.lists(POINTS, min_size=3, max_size=12, unique=True), where=st.one_of(POINTS, ANYWHERE))
def test_a_point_is_inside_where_the_library_says_so(
    corners: list[tuple[float, float]], where: tuple[float, float]
) -> None:
    polygon = Polygon(corners)
    if not polygon.is_valid or polygon.is_empty or 0 < polygon.boundary.distance(Point(where)) < 1e-9:
        return
    assert Shape(mapping(polygon)).holds(long=where[0], lat=where[1]) == polygon.intersects(Point(where))


@given(corners=st.lists(ANYWHERE, min_size=4, max_size=12, unique=True), where=ANYWHERE)
def test_nobody_lives_between_two_neighbours(corners: list[tuple[float, float]], where: tuple[float, float]) -> None:
    """Triangles that share their lines: a point well inside of all of them is in one at least."""
    tiles = triangulate(MultiPoint(corners))
    whole = MultiPoint(corners).convex_hull
    if (
        not tiles
        or not whole.buffer(-1e-6).contains(Point(where))
        or sum(tile.area for tile in tiles) < whole.area - 1e-9
    ):
        return
    assert any(Shape(mapping(tile)).holds(long=where[0], lat=where[1]) for tile in tiles)


@pytest.mark.parametrize(
    ("lat", "long", "inside"),
    [
        (0.5, 0.5, True),
        (2, 2, False),
        (1, 2, True),
        (4, 4, True),
        (0, 0, True),
        (4, 2, True),
        (5, 2, False),
        (2, 3.5, True),
    ],
)
def test_a_hole_is_outside_and_its_line_inside(lat: float, long: float, inside: bool) -> None:
    assert Shape(RING).holds(lat=lat, long=long) == inside == shape(RING).intersects(Point(long, lat))


@pytest.mark.parametrize("kind", ["MultiPolygon", "GeometryCollection"])
def test_each_of_several_parts_counts(kind: str) -> None:
    other = {"type": "Polygon", "coordinates": [[[10, 10], [11, 10], [11, 11], [10, 10]]]}
    several: dict[str, Any] = {
        "MultiPolygon": {"type": kind, "coordinates": [RING["coordinates"], other["coordinates"]]},
        "GeometryCollection": {"type": kind, "geometries": [RING, other]},
    }
    found = [Shape(several[kind]).holds(lat=lat, long=long) for lat, long in ((0.5, 0.5), (10.4, 10.5), (2, 2), (7, 7))]
    assert found == [True, True, False, False]


def test_an_empty_shape_holds_nothing() -> None:
    assert not Shape({"type": "MultiPolygon", "coordinates": []}).holds(lat=0, long=0)
