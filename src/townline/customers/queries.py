"""Find customers and how they can be reached."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import QuerySet

from townline.core.words import plain
from townline.customers.contact_check import ContactRejected, phone_of
from townline.customers.models import ContactPoint, Customer


@dataclass(frozen=True, slots=True)
class Reach:
    """Empty where the customer has none or has opted out."""

    email: str = ""
    phone: str = ""
    postal_address: str = ""


def reach_of(*, customer: Customer) -> Reach:
    points = ContactPoint.objects.filter(customer=customer, opted_out_at__isnull=True).order_by("-id")
    found: dict[str, str] = {}
    for point in points:
        found.setdefault(point.kind, point.value)
    return Reach(found.get("email", ""), found.get("phone", ""), customer.postal_address)


def contact_points_of(*, customer: Customer) -> QuerySet[ContactPoint]:
    return ContactPoint.objects.filter(customer=customer).order_by("kind", "id")


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
    return ContactPoint.objects.filter(customer=customer, kind=kind, opted_out_at__isnull=False).exists()


def customer_by_id(*, customer_id: int) -> Customer | None:
    return Customer.objects.filter(pk=customer_id).first()


def imported_ids(*, source: str, source_ids: Collection[str]) -> dict[str, int]:
    """The customers that came from another system, by the id that they had there."""
    if not source_ids:
        return {}
    return dict(Customer.objects.filter(source=source, source_id__in=source_ids).values_list("source_id", "id"))
