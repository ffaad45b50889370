"""Customers that a search has found, each with the reason."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy

from townline.customers.queries import Reason
from townline.desk.presenters.contact_points import contact_words
from townline.desk.presenters.customers.naming import kind_of, name_of

if TYPE_CHECKING:
    from townline.customers.queries import FoundCustomer


REASON_WORDS = {
    Reason.EMAIL: gettext_lazy("e-mail"),
    Reason.PHONE: gettext_lazy("telephone number"),
    Reason.EMAIL_BEGINS: gettext_lazy("e-mail begins so"),
    Reason.PHONE_PART: gettext_lazy("part of the number"),
    Reason.NAME: gettext_lazy("name"),
    Reason.ADDRESS: gettext_lazy("address"),
    Reason.SOUNDS: gettext_lazy("name sounds alike"),
    Reason.SPELLING: gettext_lazy("name spelled nearly so"),
}


@dataclass(frozen=True, slots=True)
class FoundView:
    url: str
    name: str
    organisation: str
    kind: str
    address: str
    reasons: str
    matched: str


def found_views(found: "Sequence[FoundCustomer]") -> list[FoundView]:
    return [
        FoundView(
            url=reverse("desk:customer", args=[person.uuid]),
            name=name_of(person),
            organisation=person.organisation if person.name else "",
            kind=kind_of(person),
            address=person.postal_address,
            reasons=", ".join(str(REASON_WORDS[reason]) for reason in person.reasons),
            matched=contact_words("phone", person.matched),
        )
        for person in found
    ]
