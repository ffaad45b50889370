"""Find addresses, and the areas in which a point lies."""

from townline.places.queries.addresses import (
    address_by_id,
    address_numbered,
    address_written,
    find_addresses,
    nearest_address,
)
from townline.places.queries.area_index import areas_at, areas_in_force, has_areas
from townline.places.queries.areas import all_areas, area_by_id, current_areas, kind_choices, middle_of
from townline.places.queries.distances import metres_between
from townline.places.queries.many_points import wards_of
from townline.places.queries.roads import ROAD, road_class_at
from townline.places.queries.terms import term_by_id, term_of, terms, terms_on

__all__ = [
    "ROAD",
    "address_by_id",
    "address_numbered",
    "address_written",
    "all_areas",
    "area_by_id",
    "areas_at",
    "areas_in_force",
    "current_areas",
    "find_addresses",
    "has_areas",
    "kind_choices",
    "metres_between",
    "middle_of",
    "nearest_address",
    "road_class_at",
    "term_by_id",
    "term_of",
    "terms",
    "terms_on",
    "wards_of",
]
