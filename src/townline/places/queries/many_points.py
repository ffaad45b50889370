"""The wards of many points at once."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from townline.core.kept import Kept
from townline.places.models import Area
from townline.places.queries.area_index import Held, areas_stamp, as_held


def _read_tree() -> tuple[Any, list[Held]]:
    from shapely import STRtree  # slow import
    from shapely.geometry import shape  # slow import

    rows = list(Area.objects.order_by("id"))
    return STRtree([shape(row.geometry) for row in rows]), [as_held(row) for row in rows]


_tree = Kept(read=_read_tree, stamp=areas_stamp)


def wards_of(*, points: Sequence[tuple[float, float, date]]) -> list[int | None]:
    """The id of the ward of each (latitude, longitude, day); for many points at once."""
    from shapely import points as shapely_points  # slow import

    wards: list[int | None] = [None] * len(points)
    tree, held = _tree.get()
    if not held or not points:
        return wards
    there = shapely_points([(long, lat) for lat, long, _ in points])
    for position, area in zip(*tree.query(there, predicate="intersects"), strict=True):
        ref, start, end = held[area]
        if ref.kind == "ward" and start <= points[position][2] and (end is None or points[position][2] <= end):
            wards[position] = ref.id
    return wards
