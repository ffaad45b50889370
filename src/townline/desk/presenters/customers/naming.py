"""What a customer is called, and what kind of customer they are."""

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from townline.customers.values import Kind

if TYPE_CHECKING:
    from townline.customers.models import Customer
    from townline.customers.queries import FoundCustomer


def name_of(customer: "Customer | FoundCustomer") -> str:
    return customer.name or customer.organisation or _("No name given")


def kind_of(customer: "Customer | FoundCustomer") -> str:
    """`Business`, `Member of staff`; empty for a person."""
    return "" if customer.kind == Kind.PERSON else str(Kind(customer.kind).label)


def customer_url(customer: "Customer | None") -> str:
    """The page with everything about the customer."""
    return reverse("desk:customer", args=[customer.uuid]) if customer else ""
