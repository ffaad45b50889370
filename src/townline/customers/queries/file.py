"""Everything that this room knows of one customer; a fixed number of queries, however many rows were merged."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from townline.accounts.values import Viewer
from townline.customers import permissions
from townline.customers.models import ContactPoint, Customer, Relation, SafetyAlert
from townline.customers.queries.people import customer_of, same_person
from townline.places import queries as places
from townline.privacy import queries as privacy
from townline.privacy.reading import What, saw

MOST_AT_A_PLACE = 50


@dataclass(frozen=True, slots=True)
class Related:
    """`other` as seen from the customer whose file it is. `speaks_for`: the customer may speak for the other."""

    relation: Relation
    other: Customer
    is_theirs: bool  # the customer has the role; else the other has it
    is_over: bool

    @property
    def speaks_for(self) -> bool:
        return self.relation.on_behalf and self.is_theirs and not self.is_over


@dataclass(frozen=True, slots=True)
class CustomerFile:
    """`customer` is the survivor; `others` are the rows that a steward found to be the same."""

    customer: Customer
    others: Sequence[Customer]
    points: Sequence[ContactPoint]
    relations: Sequence[Related]
    alerts: Sequence[SafetyAlert]

    @property
    def people(self) -> list[UUID]:
        return [each.uuid for each in (self.customer, *self.others)]


def customer_file(*, customers: Sequence[int], viewer: Viewer, at: datetime) -> CustomerFile:
    """`customers` are the ids of the group, the survivor first. The door is service_requests.visible_customer."""
    people = Customer.objects.select_related("address").in_bulk(customers)
    survivor = people[customers[0]]
    return CustomerFile(
        customer=survivor,
        others=[people[number] for number in customers[1:] if number in people],
        points=points_of(customers=customers),
        relations=relations_of(customers=customers, at=at),
        alerts=alerts_for(customers=customers, addresses=_addresses(people.values()), viewer=viewer, at=at),
    )


def living_at(*, address_id: int) -> list[Customer]:
    """Who lives or works there now, as far as we know: survivors only. Where somebody lived before is not kept."""
    rows = Customer.objects.filter(address=address_id, merged_into=None, disposed_at=None)
    return list(rows.order_by("name", "organisation", "pk")[:MOST_AT_A_PLACE])


def points_of(*, customers: Sequence[int]) -> list[ContactPoint]:
    """Each address and number once, the primary one of its kind first."""
    rows = ContactPoint.objects.filter(customer__in=customers).order_by("kind", "-is_primary", "-verified_at", "-id")
    seen: dict[tuple[str, str], ContactPoint] = {}
    for row in rows:
        seen.setdefault((row.kind, row.value), row)
    return list(seen.values())


def relations_of(*, customers: Sequence[int], at: datetime) -> list[Related]:
    """Those that hold first, then those that are over: by their day, or because the consent was taken back."""
    rows = Relation.objects.filter(Q(customer__in=customers) | Q(other__in=customers), ended_at=None)
    rows = rows.select_related("customer", "other").order_by("from_date", "id")
    agreed = _agreed(rows, at)
    found = []
    for row in rows:
        is_theirs = row.customer_id in customers
        is_over = row.on_behalf and (row.consent not in agreed or not _is_in_time(row, at))
        found.append(Related(row, row.other if is_theirs else row.customer, is_theirs, is_over))
    saw(people=[related.other.uuid for related in found], what=What.SEARCH)
    return sorted(found, key=lambda related: related.is_over)


def may_speak_for(*, speaker: UUID, other: UUID, at: datetime) -> bool:
    """Is there a relation on behalf between them, in time, with consent that holds now?"""
    speakers, others = (same_person(customer=customer_of(uuid=uuid).pk) for uuid in (speaker, other))
    rows = Relation.objects.filter(customer__in=speakers, other__in=others, on_behalf=True, ended_at=None)
    agreed = _agreed(rows, at)
    return any(row.consent in agreed and _is_in_time(row, at) for row in rows)


def _agreed(rows: Iterable[Relation], at: datetime) -> set[UUID]:
    consents = [row.consent for row in rows if row.consent is not None]
    if not consents:
        return set()
    return set(privacy.holding(at=at).filter(uuid__in=consents).values_list("uuid", flat=True))


def _is_in_time(row: Relation, at: datetime) -> bool:
    today = timezone.localtime(at).date()
    return row.from_date <= today and (row.until_date is None or today <= row.until_date)


def alerts_for(
    *, customers: Sequence[int], addresses: Sequence[int], viewer: Viewer, at: datetime
) -> list[SafetyAlert]:
    """What whoever meets them, or goes there, must know now. Nothing for those who meet nobody."""
    if not permissions.meets_customers(viewer=viewer) or not (customers or addresses):
        return []
    about = Q(customer__in=customers) | Q(address__in=addresses)
    alerts = SafetyAlert.objects.filter(about, ended_at=None, raised_at__lte=at, expires_at__gt=at)
    return list(alerts.select_related("address", "customer").order_by("expires_at"))


def alerts_on_the_way(*, customer: Customer | None, address: str, viewer: Viewer, at: datetime) -> list[SafetyAlert]:
    """For work at an address for a customer, where the viewer may know who that is."""
    if not permissions.meets_customers(viewer=viewer):
        return []
    place = places.address_written(text=address)
    people = same_person(customer=customer.pk) if customer else ()
    return alerts_for(customers=people, addresses=[place.pk] if place else [], viewer=viewer, at=at)


def _addresses(people: Any) -> list[int]:
    return [person.address_id for person in people if person.address_id]
