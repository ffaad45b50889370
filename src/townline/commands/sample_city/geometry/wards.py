"""Five wards and five collection zones: the land cut along roads and the creek, so that neighbours share a border."""

from dataclasses import dataclass
from functools import cache

from shapely import set_precision
from shapely.geometry import LineString, Point, Polygon
from shapely.geometry.base import BaseGeometry
from shapely.ops import polygonize, unary_union

from townline.commands.sample_city.geometry.plane import bend, bent_line
from townline.commands.sample_city.geometry.shore import EAST, NORTH, WEST, Land, land

BEYOND = 1200.0


@dataclass(frozen=True)
class District:
    kind: str
    code: str
    name_en: str
    name_fr: str
    shape: BaseGeometry


WARDS = (
    ("1", "Ward 1 – Harbour", "Quartier 1 – Le Havre", (-1500.0, 1300.0)),
    ("2", "Ward 2 – Limekiln", "Quartier 2 – Four-à-Chaux", (-3600.0, 3000.0)),
    ("3", "Ward 3 – Orchard Heights", "Quartier 3 – Côte-des-Vergers", (-4000.0, 7000.0)),
    ("4", "Ward 4 – Northfield", "Quartier 4 – Champ-Nord", (3000.0, 6500.0)),
    ("5", "Ward 5 – Sandy Point", "Quartier 5 – Pointe-aux-Sables", (3600.0, 1500.0)),
)

WEEKDAYS = (
    ("monday", "Monday collection", "Collecte du lundi", -4000.0),
    ("tuesday", "Tuesday collection", "Collecte du mardi", -1550.0),
    ("wednesday", "Wednesday collection", "Collecte du mercredi", 50.0),
    ("thursday", "Thursday collection", "Collecte du jeudi", 1700.0),
    ("friday", "Friday collection", "Collecte du vendredi", 4000.0),
)


def _ward_lines(ground: Land) -> list[LineString]:
    creek = LineString([ground.creek_line.interpolate(d) for d in range(0, int(ground.creek_line.length), 40)])
    return [
        bent_line([(-2300, 2000), (2500, 2000)]),
        bent_line([(-2300, -BEYOND), (-2300, 2000)]),
        bent_line([(2500, -BEYOND), (2500, 2000)]),
        creek.difference(_below_row(2000)),
        bent_line([(WEST - BEYOND, 5200), (200, 5200)]),
        bent_line([(-1500, 3500), (EAST + BEYOND, 3500)]),
    ]


def _below_row(v: float) -> BaseGeometry:
    edge = bent_line([(WEST - BEYOND, v - 3), (EAST + BEYOND, v - 3)])
    return Polygon([*edge.coords, bend(EAST + BEYOND, -9000), bend(WEST - BEYOND, -9000)])


def _cut(ground: Land, lines: list[LineString], seeds: list[tuple[float, float]]) -> list[BaseGeometry]:
    """Cut the land along the lines; a piece without a seed joins the neighbour with the longest common border."""
    border = ground.city.boundary
    noded = set_precision(unary_union([border, *lines]), 0.1)
    inside = ground.city.buffer(0.5)
    pieces = [p for p in polygonize(noded) if inside.contains(p.representative_point())]
    points = [Point(bend(*seed)) for seed in seeds]
    groups: list[list[BaseGeometry]] = [[p for p in pieces if p.contains(point)] for point in points]
    for piece in pieces:
        if not any(piece.contains(point) for point in points):
            _nearest_group(piece, groups, points).append(piece)
    return [unary_union(group) for group in groups]


def _nearest_group(piece: BaseGeometry, groups: list[list[BaseGeometry]], points: list[Point]) -> list[BaseGeometry]:
    def shared(group: list[BaseGeometry]) -> float:
        return sum(piece.boundary.intersection(other.boundary).length for other in group)

    best = max(groups, key=shared)
    return best if shared(best) > 0 else min(groups, key=lambda group: piece.distance(group[0]))


@cache
def wards() -> tuple[District, ...]:
    ground = land()
    shapes = _cut(ground, _ward_lines(ground), [seed for *_, seed in WARDS])
    return tuple(
        District(kind="ward", code=code, name_en=en, name_fr=fr, shape=shape)
        for (code, en, fr, _), shape in zip(WARDS, shapes, strict=True)
    )


@cache
def collection_zones() -> tuple[District, ...]:
    ground = land()
    lines = [bent_line([(u, -3000), (u, NORTH + BEYOND)]) for u in (-2300, -800, 900, 2500)]
    shapes = _cut(ground, lines, [(u, 3000.0) for *_, u in WEEKDAYS])
    return tuple(
        District(kind="zone", code=code, name_en=en, name_fr=fr, shape=shape)
        for (code, en, fr, _), shape in zip(WEEKDAYS, shapes, strict=True)
    )
