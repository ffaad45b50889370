"""A request out of a contact: it belongs to the contact, and the person is known already."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from townline.core.errors import NotFound
from townline.customers import queries as customers
from townline.desk.forms.intake import TAKEN_BY
from townline.desk.presenters.contact_points import contact_words
from townline.desk.presenters.contacts.head import contact_head
from townline.desk.presenters.contacts.naming import contact_url
from townline.desk.views.access import DeskRequest
from townline.interactions import queries
from townline.interactions.permissions import may_handle
from townline.service_requests.queries import subjects_open_to


def asks_first(request: DeskRequest) -> bool:
    """A new request of nobody in particular, while another contact is still open."""
    is_new = not request.GET.get("contact") and not request.GET.get("draft")
    return is_new and queries.open_contact_of(viewer=request.viewer) is not None


def wrap_up_first(request: DeskRequest) -> HttpResponseBase:
    unfinished = queries.open_contact_of(viewer=request.viewer)
    messages.warning(request, _("Take the request out of this contact, or wrap it up first: three keys."))
    then = urlencode({"then": request.get_full_path()})
    return redirect(f"{contact_url(unfinished)}?{then}" if unfinished else "desk:intake")


def uuid_of(request: DeskRequest, uuid: UUID | None) -> UUID | None:
    """The contact that the form names, if it is this person's to write in."""
    contact = _contact(request, str(uuid)) if uuid else None
    return contact.uuid if contact else None


def head(request: DeskRequest, uuid: str) -> dict[str, object] | None:
    contact = _contact(request, uuid) if uuid else None
    return contact_head(contact) if contact else None


def start_data(request: DeskRequest) -> dict[str, list[str]]:
    """What the contact knows already."""
    wanted = request.GET.get("contact", "")
    contact = _contact(request, wanted) if wanted else None
    if contact is None:
        return {}
    handling, person = contact.handling, contact.customer
    reach = customers.reach_of(customer=person) if person else None
    phone = handling.from_phone or (reach.phone if reach else "")
    language = contact.language if contact.language in {"en", "fr"} else request.viewer.language
    channel = contact.channel if contact.channel in TAKEN_BY else TAKEN_BY[0].value
    return {
        "within": [str(contact.uuid)],
        "channel": [channel],
        "language": [language],
        "service": [request.GET.get("service", "") or handling.topic_service_code],
        "phone": [contact_words("phone", phone)],
        "email": [handling.from_email or (reach.email if reach else "")],
        "name": [person.name if person else handling.caller_name],
        "postal_address": [person.postal_address if person else ""],
        "description": [handling.summary],
    }


def _contact(request: DeskRequest, uuid: str) -> Any:
    try:
        found = queries.visible_contact(
            uuid=UUID(uuid), viewer=request.viewer, subjects=subjects_open_to(viewer=request.viewer)
        )
    except (ValueError, NotFound):
        return None
    return found if may_handle(handling=found.handling, viewer=request.viewer) else None
