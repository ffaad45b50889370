"""All streets and parks of the city."""

import random
from dataclasses import dataclass
from functools import cache

from shapely.geometry import LineString, MultiLineString, Point, Polygon
from shapely.geometry.base import BaseGeometry
from shapely.ops import linemerge, unary_union
from shapely.prepared import prep

from townline.commands.sample_city.geometry import names, patterns
from townline.commands.sample_city.geometry.patterns import Way
from townline.commands.sample_city.geometry.plane import bend, bent_line
from townline.commands.sample_city.geometry.shore import EAST, NORTH, WEST, land, shore_at

SEED = 1867
SHORTEST = 90.0
COLUMNS = (WEST, -3900.0, -2300.0, -800.0, 900.0, 2500.0, 4100.0, EAST)
ROWS = (700.0, 2000.0, 3500.0, 5200.0, 7000.0, NORTH)
DOWNTOWN_ANGLE = 23.0

# Rows from the lake to the north, columns from west to east: g grid, s suburb, d downtown, i industry, r fields, p park.
PLAN = (
    "ssgddgs",
    "sggddgs",
    "ssgggss",
    "sssgsis",
    "rsspsis",
    "rrssrrr",
)


@dataclass(frozen=True)
class Street:
    name: str
    rank: str
    kind: str
    shape: MultiLineString


@dataclass(frozen=True)
class Park:
    name_en: str
    name_fr: str
    shape: BaseGeometry


PARK_NAMES = (
    ("Harbour Green", "Parc du Havre"), ("Millpond Park", "Parc de l’Étang-du-Moulin"), ("Beacon Park", "Parc du Fanal"),
    ("Sugarbush Park", "Parc de la Sucrerie"), ("Gravel Pit Commons", "Parc de la Gravière"), ("Northfield Park", "Parc Champ-Nord"),
    ("Swallow Field", "Parc des Hirondelles"), ("Limekiln Park", "Parc du Four-à-Chaux"), ("Tannery Square", "Carré de la Tannerie"),
    ("Ropewalk Park", "Parc de la Corderie"), ("Three Elms Park", "Parc des Trois-Ormes"), ("Heron Marsh", "Marais du Héron"),
    ("Orchard Hill Park", "Parc de la Côte-aux-Pommes"), ("Schoolhouse Park", "Parc de la Vieille-École"), ("Drumlin Park", "Parc du Drumlin"),
    ("Lantern Park", "Parc de la Lanterne"), ("Cooper’s Green", "Parc des Tonneliers"), ("Meadow Park", "Parc de la Prairie"),
    ("Eastgate Park", "Parc de la Porte-Est"), ("Quarry Lake Park", "Parc du Lac-de-la-Carrière"), ("Pioneer Park", "Parc des Bâtisseurs"),
    ("Station Park", "Parc de la Gare"), ("Kite Hill", "Butte aux Cerfs-Volants"), ("Westmeadow Park", "Parc du Pré-Ouest"),
)  # fmt: skip


def _box(column: int, row: int) -> tuple[float, float, float, float]:
    left, right = COLUMNS[column], COLUMNS[column + 1]
    bottom = ROWS[row - 1] if row else min(shore_at(u) for u in (left, (left + right) / 2, right))
    return left, bottom, right, ROWS[row]


def _arterials() -> list[tuple[str, Way]]:
    south = [(u, shore_at(u) + 30) for u in COLUMNS]
    found = [
        (name, Way("row", "arterial", ((WEST, v), (EAST, v))))
        for name, v in zip(names.ARTERIALS_ACROSS, ROWS, strict=False)
    ]
    found += [
        (name, Way("row", "arterial", ((u, shore + 40), (u, NORTH))))
        for name, (u, shore) in zip(names.ARTERIALS_UP, south[1:-1], strict=True)
    ]
    drive = tuple((u, shore_at(u) + 170) for u in range(-5500, 5600, 60) if abs(u - 250) > 560)
    west = tuple(point for point in drive if point[0] < 0)
    east = tuple(point for point in drive if point[0] > 0)
    return [
        *found,
        ("Harbour Street", Way("row", "collector", west)),
        ("Lakeshore Drive", Way("row", "collector", east)),
    ]


def _ways(chance: random.Random) -> list[Way]:
    ways: list[Way] = []
    for row, plan in enumerate(PLAN):
        for column, letter in enumerate(plan):
            cell = _box(column, row)
            if letter == "g":
                ways += patterns.plain_grid(box=cell, chance=chance)
            elif letter == "s":
                ways += patterns.suburb(box=cell, chance=chance)
            elif letter == "i":
                ways += _industry(cell)
            elif letter == "r":
                ways += _fields(cell)
    downtown = Polygon([(-800, 60), (2500, 60), (2500, 2000), (-800, 2000)])
    return ways + patterns.old_grid(area=downtown, angle=DOWNTOWN_ANGLE, across=118, up=176)


def _industry(cell: tuple[float, float, float, float]) -> list[Way]:
    left, bottom, right, top = cell
    third, half = (top - bottom) / 3, (right - left) / 2
    ways = [Way("row", "local", ((left, bottom + third * i), (right, bottom + third * i))) for i in (1, 2)]
    return [*ways, Way("collector", "collector", ((left + half, bottom), (left + half, top)))]


def _fields(cell: tuple[float, float, float, float]) -> list[Way]:
    left, bottom, right, top = cell
    middle = (left + right) / 2
    return [Way("row", "local", ((middle, bottom), (middle + 60, (bottom + top) / 2), (middle, top)))]


@cache
def parks() -> tuple[Park, ...]:
    ground, chance = land(), random.Random(SEED + 1)
    shapes: list[BaseGeometry] = [
        bent_line([(u, shore_at(u) + 60) for u in range(-420, 960, 40)]).buffer(110),
        Polygon([bend(u, v) for u, v in ((-500, 5700), (700, 5750), (620, 6650), (-380, 6750))]).buffer(-40).buffer(40),
        Point(bend(3650, -1200)).buffer(520),
    ]
    spots = [(column, row) for row in range(1, 6) for column in range(7) if PLAN[row][column] in "gs"]
    chance.shuffle(spots)
    for column, row in spots[: len(PARK_NAMES) - len(shapes) - 1]:
        left, bottom, right, top = _box(column, row)
        u = left + (right - left) * chance.uniform(0.2, 0.62)
        v = bottom + (top - bottom) * chance.uniform(0.2, 0.62)
        wide, high = chance.uniform(170, 380), chance.uniform(150, 300)
        corners = [(u, v), (u + wide, v + chance.uniform(-30, 30)), (u + wide * 0.95, v + high), (u + 20, v + high)]
        shapes.append(Polygon([bend(*corner) for corner in corners]).buffer(15).buffer(0))
    valley = ground.creek_line.buffer(62).difference(Polygon([bend(u, v) for u, v in _downtown_corners()]))
    shapes.append(valley)
    dry = ground.city.buffer(-4).difference(ground.creek)
    taken: BaseGeometry = Polygon()
    found = []
    for (en, fr), shape in zip(PARK_NAMES, shapes, strict=True):
        kept = shape.intersection(dry).difference(taken)
        taken = taken.union(kept)
        found.append(Park(name_en=en, name_fr=fr, shape=kept))
    return tuple(found)


def _downtown_corners() -> tuple[tuple[float, float], ...]:
    return ((-900, -400), (2600, -400), (2600, 2000), (-900, 2000))


@cache
def streets() -> tuple[Street, ...]:
    chance = random.Random(SEED)
    ground = land()
    namer = names.street_names(chance=chance)
    dry = ground.city.buffer(-22)
    local = dry.difference(unary_union([park.shape for park in parks()])).difference(ground.creek.buffer(16))
    named = [_street(name, way, dry) for name, way in _arterials()]
    for way in _ways(chance):
        shape = _cut(bent_line(way.points), local if way.rank == "local" else dry)
        named += [Street(namer.name(kind=way.kind), way.rank, way.kind, part) for part in _pieces(shape, way)]
    island = MultiLineString([ground.island.centroid.buffer(120).boundary.simplify(4)])
    named.append(Street("Chemin de la Grande-Ourse", "local", "loop", island))
    return tuple(street for street in named if not street.shape.is_empty)


def _street(name: str, way: Way, allowed: BaseGeometry) -> Street:
    return Street(name, way.rank, way.kind, _cut(bent_line(way.points), allowed))


def _cut(line: LineString, allowed: BaseGeometry) -> MultiLineString:
    if prep(allowed).contains(line):
        return MultiLineString([line])
    parts = patterns.lines_of(line.intersection(allowed))
    merged = linemerge(parts) if len(parts) > 1 else MultiLineString(parts)
    return MultiLineString([part for part in patterns.lines_of(merged) if part.length >= SHORTEST])


def _pieces(shape: MultiLineString, way: Way) -> list[MultiLineString]:
    """A street that water or a park cuts far apart becomes two streets."""
    parts = list(shape.geoms)
    if len(parts) < 2 or way.rank != "local":
        return [shape] if parts else []
    return [MultiLineString([part]) for part in parts]
