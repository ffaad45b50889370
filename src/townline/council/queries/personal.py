"""What is personal of a request, for the moment in which it is disclosed. Only `operations.disclose` asks for it."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from townline.council.values import Shown
from townline.customers import queries as customers

if TYPE_CHECKING:
    from townline.customers.models import Customer
    from townline.service_requests.models import ServiceRequest


def personal_of(*, request: "ServiceRequest", shown: frozenset[Shown], is_raised: bool) -> dict[Shown, str]:
    """`is_raised`: by the office that looks. The person may have been known before; what the office did not give stays closed."""
    found = {
        Shown.TOLD: request.status_notes,
        Shown.WORDS: request.description,
        Shown.ADDRESS: "\n".join(part for part in (request.address, request.place_description) if part),
    }
    if request.customer is not None and shown & {Shown.NAME, Shown.REACH}:
        found |= _as_given(request, request.customer) if is_raised else _of_file(request.customer)
    return {name: text for name, text in found.items() if name in shown and text}


def _of_file(person: "Customer") -> dict[Shown, str]:
    reach = customers.reach_of(customer=person)
    lines = (reach.phone, reach.email, person.postal_address)
    return {Shown.NAME: person.name or person.organisation, Shown.REACH: "\n".join(line for line in lines if line)}


def _as_given(request: "ServiceRequest", person: "Customer") -> dict[Shown, str]:
    """Who was known before may have another name in the file: since a merge, or since it was corrected."""
    nothing_else = _("No more than what your office gave with the request.")
    reach = customers.reach_given_at(customer=person, at=request.submitted_at)
    lines = [line for line in (reach.phone, reach.email) if line]
    return {
        Shown.NAME: person.name if person.created_at == request.submitted_at else nothing_else,
        Shown.REACH: "\n".join(lines) or nothing_else,
    }
