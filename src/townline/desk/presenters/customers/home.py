"""The place where a customer lives, and who lives at a place."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from townline.desk.presenters.customers.naming import kind_of, name_of

if TYPE_CHECKING:
    from townline.customers.models import Customer


def home_of(customer: "Customer") -> dict[str, str]:
    """The page of the place where they live, if it is one of the city's addresses."""
    if customer.address_id is None or customer.address is None:
        return {"property_url": "", "property_text": ""}
    return {
        "property_url": reverse("desk:property", args=[customer.address_id]),
        "property_text": _("History of %(address)s") % {"address": customer.address.text},
    }


def people_at(people: "Sequence[Customer]") -> list[dict[str, str]]:
    return [
        {
            "url": reverse("desk:customer", args=[person.uuid]),
            "name": name_of(person),
            "kind": kind_of(person),
        }
        for person in people
    ]
