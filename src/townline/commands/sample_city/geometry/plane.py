"""Three coordinate systems: the planner's grid (u, v), metres on the ground (x, y), and longitude and latitude.

Everything is drawn on the planner's grid, where arterial roads are straight; bending the grid keeps what
touches together and makes the roads look as if somebody had walked them first."""

import math
from collections.abc import Iterable

import numpy as np
import shapely
from shapely.geometry import LineString
from shapely.geometry.base import BaseGeometry

ORIGIN_LAT = 43.985
ORIGIN_LON = -77.83
METRES_PER_DEGREE = 111_195.0
TILT = math.radians(-9)
DECIMALS = 6

Point = tuple[float, float]


def bend(u: float, v: float) -> Point:
    """From the planner's grid to metres east and north of the harbour."""
    x = u + 90 * math.sin(v / 1700 + 0.4) + 45 * math.sin(v / 760)
    y = v + 110 * math.sin(u / 2300 + 1.0) + 35 * math.sin(u / 900)
    return (
        x * math.cos(TILT) - y * math.sin(TILT),
        x * math.sin(TILT) + y * math.cos(TILT),
    )


def to_degrees(x: float, y: float, *_: float) -> Point:
    """From metres to longitude and latitude."""
    lat = ORIGIN_LAT + y / METRES_PER_DEGREE
    lon = ORIGIN_LON + x / (METRES_PER_DEGREE * math.cos(math.radians(ORIGIN_LAT)))
    return round(lon, DECIMALS), round(lat, DECIMALS)


def bent_line(points: Iterable[Point], *, step: float = 30.0) -> LineString:
    """A line of the planner's grid on the ground, with enough points to follow the bend."""
    dense = LineString(list(points)).segmentize(step)
    return LineString([bend(u, v) for u, v in dense.coords])


def in_degrees(shape: BaseGeometry) -> BaseGeometry:
    return shapely.transform(shape, lambda points: np.array([to_degrees(x, y) for x, y in points]))


def metres_between(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    east = (lon2 - lon1) * math.cos(math.radians((lat1 + lat2) / 2))
    return math.hypot(east, lat2 - lat1) * METRES_PER_DEGREE
