"""Civic addresses along the streets, and the things the city looks after."""

import math
import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from shapely import STRtree
from shapely.geometry import LineString, Point

from townline.commands.sample_city.geometry.plane import to_degrees
from townline.commands.sample_city.geometry.shore import land
from townline.commands.sample_city.geometry.streets import SEED, Street, parks, streets
from townline.commands.sample_city.geometry.wards import wards

FORWARD = {"1": "K5A", "2": "K5B", "3": "K5C", "4": "K5E", "5": "K5G"}  # no post office uses these
LETTERS = "ABCEGHJKLMNPRSTVWXYZ"
SETBACK = 17.0
LOT = {"grid": 58.0, "row": 62.0, "loop": 58.0, "court": 52.0, "collector": 90.0}
ARTERIAL_LOT = 130.0
ROAD_CLASSES = {"arterial": "2", "collector": "3", "local": "5"}


@dataclass(frozen=True, slots=True)
class Place:
    number: int
    street: str
    postal_code: str
    ward: str
    rank: str
    lat: float
    lon: float

    @property
    def road_class(self) -> str:
        return ROAD_CLASSES[self.rank]

    @property
    def text(self) -> str:
        return f"{self.number} {self.street}"


@dataclass(frozen=True, slots=True)
class Thing:
    kind: str
    code: str
    name: str
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Road:
    name: str
    road_class: str
    lat: float
    lon: float


def _along(line: LineString, step: float, chance: random.Random) -> Iterator[tuple[float, Point, float, float]]:
    """Distance, point and direction at uneven steps along a line."""
    distance = step * chance.uniform(0.4, 0.8)
    while distance < line.length - step * 0.3:
        here, ahead = line.interpolate(distance), line.interpolate(min(distance + 4, line.length))
        length = math.hypot(ahead.x - here.x, ahead.y - here.y) or 1.0
        yield distance, here, (ahead.x - here.x) / length, (ahead.y - here.y) / length
        distance += step * chance.uniform(0.75, 1.3)


@cache
def places() -> tuple[Place, ...]:
    """Every address, in a ward of its own and not in the water or a park."""
    chance = random.Random(SEED + 2)
    wet = STRtree([*(park.shape for park in parks()), land().creek.buffer(6)])
    wards_ = wards()
    tree = STRtree([ward.shape for ward in wards_])
    found: list[Place] = []
    for index, street in enumerate(streets()):
        for number, spot, offset in _lots(street, chance):
            inside = tree.query(spot, predicate="within")
            if len(inside) != 1 or len(wet.query(spot, predicate="intersects")):
                continue
            ward = wards_[inside[0]].code
            lon, lat = to_degrees(spot.x, spot.y)
            code = _postal_code(ward, index, int(offset / 320), number % 2)
            found.append(Place(number, street.name, code, ward, street.rank, lat, lon))
    return tuple(found)


@cache
def roads() -> tuple[Road, ...]:
    """Each street once, with its class and a point on it."""
    found: list[Road] = []
    for street in streets():
        middle = street.shape.interpolate(0.5, normalized=True)
        lon, lat = to_degrees(middle.x, middle.y)
        found.append(Road(street.name, ROAD_CLASSES[street.rank], lat, lon))
    return tuple(found)


def _lots(street: Street, chance: random.Random) -> Iterator[tuple[int, Point, float]]:
    lot = ARTERIAL_LOT if street.rank == "arterial" else LOT[street.kind]
    base = 2 * chance.randrange(0, 8)
    for part in street.shape.geoms:
        for side in (-1, 1):
            last = 0
            for offset, spot, dx, dy in _along(part, lot, chance):
                number = base + 2 * int(offset / 9) + (1 if side > 0 else 2)
                if number > last:
                    last = number
                    yield number, Point(spot.x - side * dy * SETBACK, spot.y + side * dx * SETBACK), base * 9 + offset
        base += 2 * int(part.length / 9) + 20


def _postal_code(ward: str, street: int, stretch: int, side: int) -> str:
    """Letter and digits that belong to one side of one stretch of a street."""
    serial = (street * 7 + stretch * 2 + side) % 1800
    return f"{FORWARD[ward]} {1 + serial // 200}{LETTERS[serial // 10 % 20]}{serial % 10}"


@cache
def things() -> tuple[Thing, ...]:
    chance = random.Random(SEED + 3)
    found: list[Thing] = []
    for kind, prefix, name, step, count in (
        ("street_light", "L", "Street light", 45.0, 1500),
        ("hydrant", "H", "Hydrant", 140.0, 450),
        ("catch_basin", "C", "Catch basin", 90.0, 400),
        ("tree", "T", "Street tree", 30.0, 350),
        ("bus_stop", "B", "Bus stop", 260.0, 120),
        ("grit_box", "G", "Grit box", 300.0, 60),
        ("parking_meter", "M", "Parking meter", 25.0, 80),
    ):
        spots = list(_spots(kind, step, chance))
        chosen = sorted(chance.sample(range(len(spots)), min(count, len(spots))))
        for serial, position in enumerate(chosen):
            spot = spots[position]
            lon, lat = to_degrees(spot.x, spot.y)
            code = f"{prefix}-{1000 + serial}"
            found.append(Thing(kind, code, f"{name} {code}", lat, lon))
    return tuple(found) + tuple(_bins(chance))


def _spots(kind: str, step: float, chance: random.Random) -> Iterator[Point]:
    ranks = {"bus_stop": ("arterial", "collector"), "parking_meter": ("local",)}.get(kind)
    for street in streets():
        if (ranks and street.rank not in ranks) or (kind == "parking_meter" and street.kind != "grid"):
            continue
        for part in street.shape.geoms:
            for _, spot, dx, dy in _along(part, step, chance):
                side = chance.choice((-7.5, 7.5))
                yield Point(spot.x - side * dy, spot.y + side * dx)


def _bins(chance: random.Random) -> Iterator[Thing]:
    serial = 1000
    for park in parks():
        left, bottom, right, top = park.shape.bounds
        for _ in range(24):
            spot = Point(chance.uniform(left, right), chance.uniform(bottom, top))
            if park.shape.contains(spot):
                lon, lat = to_degrees(spot.x, spot.y)
                yield Thing("bin", f"P-{serial}", f"Bin in {park.name_en}", lat, lon)
                serial += 1
