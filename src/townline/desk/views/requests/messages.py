"""Messages to the customer of a request: one is taken back, or no more are wanted."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from townline.accounts.permissions import Capability
from townline.core.errors import NotAllowed, NotFound, OperationRefused
from townline.desk.views.access import DeskRequest, staff_page
from townline.notifications import operations as notifications_operations
from townline.notifications import queries as notifications
from townline.service_requests import queries
from townline.service_requests.permissions import may_see_customer


@require_POST
@staff_page(Capability.WORK_ON_REQUESTS)
def take_back(request: DeskRequest, reference: str, uuid: UUID) -> HttpResponseBase:
    """Undo: the message that is still held is never sent."""
    found = queries.visible_request(reference=reference, viewer=request.viewer)
    message = notifications.visible_message(uuid=uuid, viewer=request.viewer)
    if message.subject_uuid != found.uuid or not may_see_customer(request=found, viewer=request.viewer):
        raise NotFound
    try:
        notifications_operations.take_back(message=message, by=request.viewer, at=request.at)
    except NotAllowed:
        raise
    except OperationRefused as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("The message was taken back. The request stays as it is."))
    return redirect("desk:request", reference)


@require_POST
@staff_page(Capability.WORK_ON_REQUESTS)
def contact_choice(request: DeskRequest, reference: str, kind: str) -> HttpResponseBase:
    """The customer said on the telephone that they want no more messages, or want them again."""
    found = queries.visible_request(reference=reference, viewer=request.viewer)
    if "again" in request.POST:
        notifications_operations.allow_messages(request=found, kind=kind, by=request.viewer, at=request.at)
        messages.success(request, _("The customer gets messages again."))
    else:
        notifications_operations.stop_messages(request=found, kind=kind, by=request.viewer, at=request.at)
        messages.success(request, _("Nothing more is sent there, whichever customer gives it."))
    return redirect("desk:request", reference)
