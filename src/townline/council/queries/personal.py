"""What is personal of a request, for the moment in which it is disclosed. Only `operations.disclose` asks for it."""

from typing import TYPE_CHECKING

from townline.council.values import Shown
from townline.customers import queries as customers

if TYPE_CHECKING:
    from townline.service_requests.models import ServiceRequest


def personal_of(*, request: "ServiceRequest", shown: frozenset[Shown]) -> dict[Shown, str]:
    found = {
        Shown.TOLD: request.status_notes,
        Shown.WORDS: request.description,
        Shown.ADDRESS: "\n".join(part for part in (request.address, request.place_description) if part),
    }
    if request.customer is not None and shown & {Shown.NAME, Shown.REACH}:
        reach = customers.reach_of(customer=request.customer)
        found[Shown.NAME] = request.customer.name or request.customer.organisation
        found[Shown.REACH] = "\n".join(
            part for part in (reach.phone, reach.email, request.customer.postal_address) if part
        )
    return {name: text for name, text in found.items() if name in shown and text}
