"""Find a customer: only whom this person may know of."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from townline.accounts.values import Viewer
from townline.customers import permissions as customer_permissions
from townline.customers import queries as known
from townline.customers.queries import FoundCustomer
from townline.privacy.reading import What, saw
from townline.service_requests.queries.of_customer import customers_of_cases
from townline.service_requests.queries.sealed_away import sealed_away, told_to

if TYPE_CHECKING:
    from townline.customers.models import Customer


def find_customers(*, text: str, viewer: Viewer, limit: int) -> tuple[FoundCustomer, ...]:
    """The likeliest first. Nobody whom the city knows by a case alone that is sealed to the viewer."""
    found = known.find_customers(text=text, limit=limit, among=customers_of_cases(viewer=viewer))
    sealed = sealed_away(groups=known.same_people(customers=[person.pk for person in found]), viewer=viewer)
    shown = tuple(person for person in found if person.pk not in sealed)
    saw(people=[person.uuid for person in shown], what=What.SEARCH)
    return shown


def seen_among(*, customers: "Sequence[Customer]", viewer: Viewer) -> "list[Customer]":
    """Those of them whose page the viewer may open."""
    ids = [person.pk for person in customers]
    if customer_permissions.sees_every_customer(viewer=viewer):
        open_ones = set(ids) - sealed_away(groups=known.same_people(customers=ids), viewer=viewer)
    else:
        open_ones = set(told_to(viewer).filter(customer__in=ids).values_list("customer", flat=True))
    return [person for person in customers if person.pk in open_ones or person.uuid in viewer.opened]
