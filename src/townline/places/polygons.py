"""Is a point inside? For one point at a time, without a geometry library in the memory of each web process."""

from collections.abc import Iterator, Sequence
from typing import Any

Edge = tuple[float, float, float, float]  # from its southern end to its northern one: longitude, latitude, twice
Bounds = tuple[float, float, float, float]  # west, south, east, north
EDGES_IN_A_BAND = 4


class Shape:
    """A GeoJSON polygon or several. A point on its line is inside, as a neighbour's is: nobody lives between two wards."""

    __slots__ = ("parts",)

    def __init__(self, geometry: Any) -> None:
        self.parts = [_Part(rings) for rings in _polygons(geometry) if any(rings)]

    def holds(self, *, lat: float, long: float) -> bool:
        return any(part.holds(lat, long) for part in self.parts)


class _Part:
    """One outer ring with its holes. Its edges stand in bands from south to north: only one band is looked at."""

    __slots__ = ("bands", "bounds", "scale")

    def __init__(self, rings: Sequence[Sequence[Sequence[float]]]) -> None:
        edges = [edge for ring in rings for edge in _edges(ring)]
        self.bounds: Bounds = (
            min(min(edge[0], edge[2]) for edge in edges),
            min(edge[1] for edge in edges),
            max(max(edge[0], edge[2]) for edge in edges),
            max(edge[3] for edge in edges),
        )
        count = len(edges) // EDGES_IN_A_BAND + 1
        height = self.bounds[3] - self.bounds[1]
        self.scale = count / height if height else 0.0
        self.bands: list[list[Edge]] = [[] for _ in range(count + 1)]
        for edge in edges:
            for band in range(self._band(edge[1]), self._band(edge[3]) + 1):
                self.bands[band].append(edge)

    def _band(self, lat: float) -> int:
        return int((lat - self.bounds[1]) * self.scale)

    def holds(self, lat: float, long: float) -> bool:
        """An even or an odd number of lines east of the point; neighbours count on the same numbers, edge by edge."""
        west, south, east, north = self.bounds
        if not (west <= long <= east and south <= lat <= north):
            return False
        inside = False
        for low_x, low, high_x, high in self.bands[self._band(lat)]:
            if not low <= lat <= high:
                continue
            if low == high:
                if min(low_x, high_x) <= long <= max(low_x, high_x):
                    return True
                continue
            crosses = low_x + (lat - low) * (high_x - low_x) / (high - low) if lat < high else high_x
            if crosses == long:
                return True
            if crosses > long and lat < high:
                inside = not inside
        return inside


def _polygons(geometry: Any) -> Iterator[Sequence[Sequence[Sequence[float]]]]:
    if geometry["type"] == "Polygon":
        yield geometry["coordinates"]
    elif geometry["type"] == "MultiPolygon":
        yield from geometry["coordinates"]
    elif geometry["type"] == "GeometryCollection":
        for part in geometry["geometries"]:
            yield from _polygons(part)


def _edges(ring: Sequence[Sequence[float]]) -> Iterator[Edge]:
    for start, end in zip(ring, [*ring[1:], *ring[:1]], strict=True):
        low, high = sorted((start[:2], end[:2]), key=lambda point: (point[1], point[0]))
        yield low[0], low[1], high[0], high[1]
