"""How customers can be reached, and where nothing is sent."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from townline.customers.models import ContactPoint, Customer


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


def reach_of(*, customer: Customer) -> Reach:
    found: dict[str, str] = {}
    for point in ContactPoint.objects.filter(~_opted_out(), customer=customer).order_by("-id"):
        found.setdefault(point.kind, point.value)
    return Reach(found.get("email", ""), found.get("phone", ""), customer.postal_address)


def contact_points_of(*, customer: Customer) -> list[Point]:
    rows = ContactPoint.objects.filter(customer=customer).annotate(is_off=_opted_out()).order_by("kind", "id")
    return [Point(*row) for row in rows.values_list("kind", "value", "is_off")]


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
