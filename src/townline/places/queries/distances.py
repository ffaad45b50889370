"""How far two points are from each other."""

from math import asin, cos, radians, sin, sqrt

EARTH_METRES = 6_371_008.8  # mean radius, IUGG


def metres_between(*, lat: float, long: float, other_lat: float, other_long: float) -> float:
    """Great-circle distance by the haversine formula."""
    half = sin(radians(other_lat - lat) / 2) ** 2
    half += cos(radians(lat)) * cos(radians(other_lat)) * sin(radians(other_long - long) / 2) ** 2
    return 2 * EARTH_METRES * asin(sqrt(half))
