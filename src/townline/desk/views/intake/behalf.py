"""A request that somebody makes for somebody else, who agreed to it."""

from collections.abc import Mapping
from uuid import UUID

from django.utils.translation import gettext as _

from townline.core.errors import NotAllowed, NotFound
from townline.customers import queries as customers
from townline.desk.presenters.contact_points import contact_words
from townline.desk.presenters.customers.naming import name_of
from townline.desk.views.access import DeskRequest
from townline.service_requests import queries as service_requests


def start_data(request: DeskRequest) -> dict[str, list[str]]:
    """The person spoken for is the customer of the request, so the form begins with how to reach them."""
    pair = pair_of(request.GET)
    if pair is None:
        return {}
    other = service_requests.visible_customer(uuid=pair[1], viewer=request.viewer).customer
    reach = customers.reach_of(customer=other)
    return {
        "spoken_by": [str(pair[0])],
        "spoken_for": [str(pair[1])],
        "name": [other.name or other.organisation],
        "phone": [contact_words("phone", reach.phone)],
        "email": [reach.email],
        "postal_address": [other.postal_address],
        "language": [other.language],
    }


def words(request: DeskRequest, data: Mapping[str, str]) -> str:
    """`For Bo Other, spoken by Ada Resident`; empty where nobody speaks for anybody."""
    pair = pair_of(data)
    if pair is None:
        return ""
    try:
        speaker, other = (service_requests.visible_customer(uuid=one, viewer=request.viewer).customer for one in pair)
    except (NotAllowed, NotFound):
        return ""
    return _("For %(other)s, spoken by %(speaker)s.") % {"other": name_of(other), "speaker": name_of(speaker)}


def visible_pair(request: DeskRequest) -> tuple[UUID, UUID] | None:
    """The same from the form that was sent; both must be open to the person. Raises NotAllowed, NotFound."""
    pair = pair_of(request.POST)
    for one in pair or ():
        service_requests.visible_customer(uuid=one, viewer=request.viewer)
    return pair


def pair_of(data: Mapping[str, str]) -> tuple[UUID, UUID] | None:
    """Who speaks, and for whom."""
    try:
        return UUID(data.get("spoken_by", "")), UUID(data.get("spoken_for", ""))
    except ValueError:
        return None
