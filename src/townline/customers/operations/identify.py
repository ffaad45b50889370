"""Find the customer that a contact belongs to, or add one."""

from datetime import datetime

from townline.core.transactions import transaction_required
from townline.core.words import plain
from townline.customers.contact_check import ContactRejected, email_of, phone_of
from townline.customers.models import ContactPoint, ContactPointKind, Customer
from townline.customers.values import Contact

__all__ = ["ContactRejected", "identify"]


@transaction_required
def identify(*, contact: Contact, at: datetime) -> Customer | None:
    """The customer with the same e-mail or telephone and the same name; a new one if there is none.

    Two people may share a number or an address, so a different name is a different customer. Nobody if the contact is
    empty. Raises ContactRejected for an address or a number that cannot be right.
    """
    if contact.is_empty:
        return None
    points = _points(contact)
    customer = _known(points, plain(contact.name)) or _add(contact, at)
    _keep(customer, points, at)
    return customer


def _points(contact: Contact) -> list[tuple[ContactPointKind, str]]:
    points = []
    if contact.email.strip():
        points.append((ContactPointKind.EMAIL, email_of(contact.email)))
    if contact.phone.strip():
        points.append((ContactPointKind.PHONE, phone_of(contact.phone)))
    return points


def _known(points: list[tuple[ContactPointKind, str]], search: str) -> Customer | None:
    for kind, value in points:
        found = ContactPoint.objects.filter(kind=kind, value=value, customer__search=search)
        point = found.select_related("customer").order_by("id").first()
        if point:
            return point.customer
    return None


def _add(contact: Contact, at: datetime) -> Customer:
    return Customer.objects.create(
        name=contact.name.strip(),
        search=plain(contact.name),
        postal_address=contact.postal_address.strip(),
        language=contact.language,
        created_at=at,
    )


def _keep(customer: Customer, points: list[tuple[ContactPointKind, str]], at: datetime) -> None:
    rows = [ContactPoint(customer=customer, kind=kind, value=value, created_at=at) for kind, value in points]
    ContactPoint.objects.bulk_create(rows, ignore_conflicts=True)
