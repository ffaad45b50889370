"""How customers can be reached, and where nothing is sent."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from django.db.models import Exists, OuterRef, Q, QuerySet

from townline.customers.models import ContactPoint, Customer
from townline.customers.queries.people import same_person


@dataclass(frozen=True, slots=True)
class Reach:
    """Empty where the customer has none or has opted out."""

    email: str = ""
    phone: str = ""
    postal_address: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """An e-mail address or a telephone number of a customer; `is_off`: no messages to it, whoever gave it."""

    kind: str
    value: str
    is_off: bool


class Reachable(Protocol):
    """A customer, or one that was found."""

    @property
    def pk(self) -> Any: ...
    @property
    def postal_address(self) -> str: ...


def reach_of(*, customer: Reachable) -> Reach:
    """The primary address and number, else the newest; of customers that were merged any of theirs, their own first."""
    return _reach(_points_of(customer), postal_address=customer.postal_address)


def reach_given_at(*, customer: Reachable, at: datetime) -> Reach:
    """Only what was written down for the first time at that moment: of the person's file before and after it nothing."""
    return _reach(_points_of(customer).filter(created_at=at), postal_address="")


def _reach(points: QuerySet[Any, Any], *, postal_address: str) -> Reach:
    found: dict[str, str] = {}
    for point in points.filter(~_opted_out()).order_by("-is_primary", "-is_own", "-id"):
        found.setdefault(point.kind, point.value)
    return Reach(found.get("email", ""), found.get("phone", ""), postal_address)


def contact_points_of(*, customer: Reachable) -> list[Point]:
    rows = _points_of(customer).annotate(is_off=_opted_out()).order_by("kind", "-is_primary", "-is_own", "id")
    return list(dict.fromkeys(Point(*row) for row in rows.values_list("kind", "value", "is_off")))


def _points_of(customer: Reachable) -> QuerySet[Any, Any]:
    rows = ContactPoint.objects.filter(customer__in=same_person(customer=customer.pk))
    return rows.annotate(is_own=Q(customer=customer.pk))


def _opted_out() -> Exists:
    """An opt-out is said for an address: it holds for every customer who has it, also for one who comes later."""
    return Exists(_opted_out_rows().filter(kind=OuterRef("kind"), value=OuterRef("value")))


def _opted_out_rows() -> QuerySet[ContactPoint]:
    return ContactPoint.objects.filter(opted_out_at__isnull=False)


def has_opted_out(*, customer: Customer, kind: str) -> bool:
    """Is an address or a number of theirs one to which nothing is sent?"""
    return ContactPoint.objects.filter(_opted_out(), customer=customer, kind=kind).exists()


def takes_messages(*, kind: str, value: str) -> bool:
    """May something be sent to this address or number, whoever gave it?"""
    return not _opted_out_rows().filter(kind=kind, value=value).exists()
