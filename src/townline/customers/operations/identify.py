"""Find the customer that a contact belongs to, or add one. The search is a function in the database (migration 0002)."""

from datetime import datetime
from typing import Any

from django.db import connection

from townline.core.documents import as_json
from townline.core.transactions import transaction_required
from townline.core.words import plain
from townline.customers.contact_check import ContactRejected, email_of, phone_of
from townline.customers.models import Customer
from townline.customers.values import Contact

__all__ = ["ContactRejected", "document_of", "identify"]


def document_of(*, contact: Contact) -> dict[str, Any] | None:
    """The contact as `customers_identify` takes it; None if it is empty. Raises ContactRejected for what cannot be right."""
    if contact.is_empty:
        return None
    points = []
    if contact.email.strip():
        points.append({"kind": "email", "value": email_of(contact.email)})
    if contact.phone.strip():
        points.append({"kind": "phone", "value": phone_of(contact.phone)})
    return {
        "name": contact.name.strip(),
        "search": plain(contact.name),
        "postal_address": contact.postal_address.strip(),
        "language": contact.language,
        "points": points,
    }


@transaction_required
def identify(*, contact: Contact, at: datetime) -> Customer | None:
    """The customer with the same e-mail or telephone and the same name; a new one if there is none.

    Two people may share a number or an address, so a different name is a different customer. So is a new e-mail address or
    a second number: nobody has proved that they are the same person's, and our messages would go there. Nobody if the
    contact is empty. Raises ContactRejected for an address or a number that cannot be right.
    """
    document = document_of(contact=contact)
    if document is None:
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT customers_identify(%s::jsonb, %s)", [as_json(document), at])
        (customer_id,) = cursor.fetchone()
    return Customer.objects.get(pk=customer_id)
