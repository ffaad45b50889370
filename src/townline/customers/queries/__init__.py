from townline.customers.queries.finding import find_customers
from townline.customers.queries.people import (
    customer_by_id,
    customer_of,
    imported_ids,
    same_people,
    same_person,
    survivor_of,
)
from townline.customers.queries.reach import Point, Reach, contact_points_of, has_opted_out, reach_of, takes_messages

__all__ = [
    "Point",
    "Reach",
    "contact_points_of",
    "customer_by_id",
    "customer_of",
    "find_customers",
    "has_opted_out",
    "imported_ids",
    "reach_of",
    "same_people",
    "same_person",
    "survivor_of",
    "takes_messages",
]
