"""The lake, the harbour, the point of sand, the island and the creek."""

import math
from dataclasses import dataclass
from functools import cache

from shapely import set_precision
from shapely.geometry import LineString, MultiPolygon, Point, Polygon, box
from shapely.geometry.base import BaseGeometry

from townline.commands.sample_city.geometry.plane import bend, bent_line

WEST, EAST, NORTH = -5600.0, 5600.0, 8600.0
FRAME = 5200.0


@dataclass(frozen=True)
class Land:
    city: BaseGeometry  # within the city's limits, the island included
    mainland: Polygon
    island: Polygon
    lake: BaseGeometry
    creek: Polygon
    creek_line: LineString


def shore_at(u: float) -> float:
    """How far north the water reaches, on the planner's grid."""
    waves = 85 * math.sin(u / 1500 + 2) + 38 * math.sin(u / 420) + 16 * math.sin(u / 133 + 1)
    harbour = 620 * math.exp(-(((u - 250) / 420) ** 4))
    cove = 260 * math.exp(-(((u + 3300) / 300) ** 2))
    return -120 + waves + harbour + cove


def _creek_line() -> LineString:
    points = []
    for step in range(201):
        v = NORTH + 900 - step * (NORTH + 900 - 430) / 200
        meander = 150 * math.sin(v / 330) + 70 * math.sin(v / 145 + 2) + 260 * math.sin(v / 1500)
        points.append((160 - 0.19 * (v - 430) + meander * min(1.0, (v - 430) / 1400), v))
    return bent_line(points, step=15)


def _creek(line: LineString) -> Polygon:
    half = line.length / 2
    upper = LineString([line.interpolate(d) for d in range(0, int(half), 15)] or line.coords)
    lower = LineString([line.interpolate(d) for d in range(int(half) - 30, int(line.length), 15)])
    return upper.buffer(8).union(lower.buffer(13)).union(Point(line.coords[-1]).buffer(60))


def _sand_point() -> Polygon:
    spine = [(3050, 200), (3150, -500), (3330, -950), (3680, -1250), (4080, -1330)]
    return bent_line(spine).buffer(150).union(bent_line(spine[2:]).buffer(230))


def _island() -> Polygon:
    centre = Point(bend(1250, -1050))
    ring = []
    for degree in range(0, 360, 6):
        turn = math.radians(degree)
        radius = 210 + 60 * math.sin(2 * turn + 0.6) + 28 * math.sin(5 * turn)
        ring.append((centre.x + 1.45 * radius * math.cos(turn), centre.y + 0.8 * radius * math.sin(turn)))
    return Polygon(ring)


def _city_frame() -> Polygon:
    steps = [WEST + i * 25 for i in range(int((EAST - WEST) / 25) + 1)]
    south = [(u, shore_at(u)) for u in steps]
    ring = [*south, (EAST, NORTH), (WEST, NORTH)]
    return Polygon(bent_line([*ring, ring[0]]).coords)


@cache
def land() -> Land:
    creek_line = _creek_line()
    creek = _creek(creek_line)
    mainland = _city_frame().union(_sand_point())
    island = _island()
    city = set_precision(MultiPolygon([mainland, island]), 0.1)
    return Land(
        city=city,
        mainland=mainland,
        island=island,
        lake=_lake(city=city),
        creek=creek,
        creek_line=creek_line,
    )


def _lake(*, city: BaseGeometry) -> BaseGeometry:
    far = 30_000.0
    steps = [WEST - far + i * 50 for i in range(int((EAST - WEST + 2 * far) / 50) + 1)]
    coast = [bend(u, shore_at(u) if WEST <= u <= EAST else _far_shore(u)) for u in steps]
    sea = Polygon([*coast, bend(EAST + far, -far), bend(WEST - far, -far)]).buffer(0)
    view = box(*city.buffer(FRAME).bounds)
    return sea.intersection(view).difference(city)


def _far_shore(u: float) -> float:
    edge = WEST if u < WEST else EAST
    return shore_at(edge) + 260 * math.sin((u - edge) / 1900)
