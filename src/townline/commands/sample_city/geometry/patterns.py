"""How a block of the planner's grid is filled with streets: an old grid, rows, crescents or courts."""

import math
import random
from collections.abc import Callable
from dataclasses import dataclass

from shapely.affinity import rotate
from shapely.geometry import LineString, Polygon

Grid = tuple[float, float]


@dataclass(frozen=True)
class Way:
    """A street on the planner's grid, not yet bent or named."""

    kind: str  # grid, row, loop, court, collector
    rank: str  # arterial, collector, local
    points: tuple[Grid, ...]


@dataclass(frozen=True)
class Quarter:
    """A quarter of a suburb; `place` leads from the unit square to the planner's grid, with (1, 1) at its middle."""

    width: float
    height: float
    place: Callable[[float, float], Grid]

    def way(self, kind: str, unit: list[Grid]) -> Way:
        return Way(kind, "local", tuple(self.place(s, t) for s, t in unit))


def old_grid(*, area: Polygon, angle: float, across: float, up: float) -> list[Way]:
    """Two families of parallel streets, turned, cut to the area."""
    left, bottom, right, top = area.bounds
    centre = area.centroid
    reach = math.hypot(right - left, top - bottom) / 2 + max(across, up)
    ways: list[Way] = []
    for spacing, turned in ((across, angle), (up, angle + 90)):
        count = int(reach / spacing)
        for step in range(-count, count + 1):
            y = centre.y + (step + 0.35) * spacing
            line = rotate(LineString([(centre.x - reach, y), (centre.x + reach, y)]), turned, origin=centre)
            parts = [part for part in lines_of(line.intersection(area)) if part.length > 120]
            ways += [Way("grid", "local", tuple(part.coords)) for part in parts]
    return ways


def plain_grid(*, box: tuple[float, float, float, float], chance: random.Random) -> list[Way]:
    """Straight streets of a post-war neighbourhood, a few of them interrupted."""
    left, bottom, right, top = box
    rows, columns = round((top - bottom) / 105), round((right - left) / 215)
    ways: list[Way] = []
    for row in range(1, rows):
        v = bottom + (top - bottom) * row / rows
        start, end = left, right
        if chance.random() < 0.25:
            start = left + (right - left) * chance.randrange(1, columns) / columns
        ways.append(Way("grid", "local", ((start, v), ((start + end) / 2, v), (end, v))))
    for column in range(1, columns):
        u = left + (right - left) * column / columns
        low = bottom + (top - bottom) * (chance.randrange(0, 3) / rows)
        high = top - (top - bottom) * (chance.randrange(0, 3) / rows)
        ways.append(Way("grid", "local", ((u, low), (u, (low + high) / 2), (u, high))))
    return ways


def suburb(*, box: tuple[float, float, float, float], chance: random.Random) -> list[Way]:
    """Two curving collectors that cross, and a different pattern in each quarter."""
    left, bottom, right, top = box
    middle_u, middle_v = (left + right) / 2, (bottom + top) / 2
    sway_u, sway_v = chance.uniform(-110, 110), chance.uniform(-110, 110)

    def upright(v: float) -> float:
        return middle_u + sway_u * math.sin(2 * math.pi * (v - bottom) / (top - bottom))

    def level(u: float) -> float:
        return middle_v + sway_v * math.sin(2 * math.pi * (u - left) / (right - left))

    steps = [i / 24 for i in range(25)]
    ups = tuple((upright(bottom + (top - bottom) * s), bottom + (top - bottom) * s) for s in steps)
    levels = tuple((left + (right - left) * s, level(left + (right - left) * s)) for s in steps)
    ways = [Way("collector", "collector", ups), Way("collector", "collector", levels)]
    patterns = [rows, crescents, courts, crescents, rows]
    for from_u in (left, right):
        for from_v in (bottom, top):
            quarter = _quarter(from_u, from_v, upright, level, (middle_u, middle_v))
            ways += chance.choice(patterns)(quarter=quarter, chance=chance)
    return ways


def _quarter(
    from_u: float, from_v: float, upright: Callable[[float], float], level: Callable[[float], float], middle: Grid
) -> Quarter:
    def place(s: float, t: float) -> Grid:
        u0 = from_u + s * (middle[0] - from_u)
        v0 = from_v + t * (middle[1] - from_v)
        return from_u + s * (upright(v0) - from_u), from_v + t * (level(u0) - from_v)

    return Quarter(abs(middle[0] - from_u), abs(middle[1] - from_v), place)


def rows(*, quarter: Quarter, chance: random.Random) -> list[Way]:
    """Parallel streets off the collector, bound together by one along the far side."""
    count = max(3, round(quarter.height / 105))
    bow = chance.uniform(-0.05, 0.05)
    edge = min(0.16, 70 / quarter.width)
    ways = []
    for index in range(count - 1):
        t = (index + 0.8) / count
        curve = [(edge + (1 - edge) * i / 8, t + bow * math.sin(math.pi * i / 8)) for i in range(9)]
        ways.append(quarter.way("row", curve))
    bind = [(edge, (i / 6) * (count - 2) / count + 0.8 / count) for i in range(7)]
    ways.append(quarter.way("row", bind))
    return ways


def crescents(*, quarter: Quarter, chance: random.Random) -> list[Way]:
    """Crescents one inside the other, opening to the collector, and a short street through them."""
    count = max(2, int(min(quarter.width, quarter.height) / 210))
    sharp = chance.uniform(2.4, 4.0)
    edge = min(0.14, 60 / quarter.width)
    ways = []
    for index in range(count):
        inset = (index + 0.55) / (2 * count + 0.4)
        half, depth = 0.5 - inset * 0.92, 1 - edge - index * 0.8 / count
        curve = []
        for i in range(25):
            turn = math.pi * (i / 24 - 0.5)
            c, s = math.cos(turn), math.sin(turn)
            curve.append((1 - depth * abs(c) ** (2 / sharp), 0.5 + math.copysign(half * abs(s) ** (2 / sharp), s)))
        ways.append(quarter.way("loop", curve))
    ways.append(quarter.way("court", [(edge + 0.02, 0.5), (0.6, 0.5), (1, 0.5)]))
    return ways


def courts(*, quarter: Quarter, chance: random.Random) -> list[Way]:
    """A spine with dead ends to both sides."""
    lean = chance.uniform(-0.06, 0.06)
    spine = [(0.08 + 0.92 * i / 8, 0.5 + lean * math.sin(math.pi * i / 4)) for i in range(9)]
    ways = [quarter.way("row", spine)]
    count = max(3, int(quarter.width / 115))
    for index in range(count):
        s = 0.12 + 0.8 * (index + 0.5) / count
        base = 0.5 + lean * math.sin(math.pi * (s - 0.08) / 0.46)
        for side in (-1, 1):
            length = chance.uniform(0.28, 0.4)
            hook = chance.uniform(-0.05, 0.05)
            ways.append(
                quarter.way("court", [(s, base), (s, base + side * length / 2), (s + hook, base + side * length)])
            )
    return ways


def lines_of(shape: object) -> list[LineString]:
    parts = getattr(shape, "geoms", [shape])
    return [part for part in parts if isinstance(part, LineString) and not part.is_empty]
