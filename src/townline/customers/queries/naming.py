"""Names for numbers: what the log of reads needs to be readable."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db import connection

from townline.customers.models import Customer

_NEIGHBOURS = """
SELECT person.uuid, colleague.staff_user_id
FROM customers_customer AS person
JOIN customers_customer AS colleague
    ON colleague.address_id = person.address_id AND colleague.staff_user_id IS NOT NULL AND colleague.id <> person.id
WHERE person.uuid = ANY(%s)
"""


def names_of(*, people: Iterable[UUID]) -> dict[UUID, str]:
    """Without those who are gone."""
    rows = Customer.objects.filter(uuid__in=set(people)).values_list("uuid", "name", "organisation")
    return {uuid: name or organisation for uuid, name, organisation in rows}


def uuids_of(*, customers: Sequence[int]) -> list[UUID]:
    return list(Customer.objects.filter(pk__in=customers).values_list("uuid", flat=True))


def colleagues_at_their_address(*, people: Iterable[UUID]) -> dict[UUID, frozenset[int]]:
    """Who of the staff lives where these people live, as far as they are in the customers themselves; numbers of users."""
    found: dict[UUID, frozenset[int]] = {}
    with connection.cursor() as cursor:
        cursor.execute(_NEIGHBOURS, [list(set(people))])
        for person, user_id in cursor.fetchall():
            found[person] = found.get(person, frozenset()) | {user_id}
    return found
