"""Find customers and how they can be reached."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from townline.core.words import plain
from townline.customers.contact_check import ContactRejected, phone_of
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


def find_customers(*, text: str, limit: int = 20) -> list[Customer]:
    """By e-mail, the digits of a telephone number, or a name that may be misspelt."""
    words = text.replace("\x00", "").strip()
    if "@" in words:
        return list(Customer.objects.filter(contact_points__kind="email", contact_points__value=words.lower())[:limit])
    digits = "".join(letter for letter in words if letter.isdigit())
    if len(digits) >= 7 and not any(letter.isalpha() for letter in words):
        # The index finds a whole number; the end of one is looked for row by row.
        by = (
            {"contact_points__value": _whole_number(words)}
            if len(digits) >= 10
            else {"contact_points__value__endswith": digits}
        )
        return list(Customer.objects.filter(contact_points__kind="phone", **by)[:limit])
    return list(Customer.objects.filter(search__trigram_word_similar=plain(words)).order_by("search")[:limit])


def _whole_number(typed: str) -> str:
    try:
        return phone_of(typed)
    except ContactRejected:
        return ""


def has_opted_out(*, customer: Customer, kind: str) -> bool:
    """Is an address or a number of theirs one to which nothing is sent?"""
    return ContactPoint.objects.filter(_opted_out(), customer=customer, kind=kind).exists()


def takes_messages(*, kind: str, value: str) -> bool:
    """May something be sent to this address or number, whoever gave it?"""
    return not _opted_out_rows().filter(kind=kind, value=value).exists()


def customer_by_id(*, customer_id: int) -> Customer | None:
    return Customer.objects.filter(pk=customer_id).first()


def imported_ids(*, source: str, source_ids: Collection[str]) -> dict[str, int]:
    """The customers that came from another system, by the id that they had there."""
    if not source_ids:
        return {}
    return dict(Customer.objects.filter(source=source, source_id__in=source_ids).values_list("source_id", "id"))
