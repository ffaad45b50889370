"""Which request a contact was about."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from townline.accounts.permissions import Capability
from townline.core.errors import NotFound
from townline.core.reference import ReferenceMistyped
from townline.desk.presenters.contacts.naming import contact_url
from townline.desk.views.access import DeskRequest, staff_page
from townline.desk.views.contacts.door import door, with_then
from townline.interactions import operations as interactions
from townline.service_requests.queries import visible_request


@require_POST
@staff_page(Capability.RECORD_CONTACTS)
def about(request: DeskRequest, uuid: UUID) -> HttpResponseBase:
    """The request that the caller asks after."""
    found = door(request, uuid)
    try:
        asked = visible_request(reference=request.POST.get("reference", ""), viewer=request.viewer)
    except (NotFound, ReferenceMistyped) as refusal:
        messages.warning(request, str(refusal))
    else:
        interactions.say_about(contact=found, subject=asked.uuid, by=request.viewer, at=request.at)
    return redirect(with_then(contact_url(found), request))
