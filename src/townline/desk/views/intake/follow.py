"""The same problem is known: the caller is kept informed about it."""

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from townline.accounts.permissions import Capability
from townline.core.errors import OperationRefused
from townline.core.reference import said
from townline.desk.forms.intake import IntakeForm
from townline.desk.views.access import DeskRequest, staff_page
from townline.desk.views.intake.page import intake_page
from townline.service_requests import operations as service_requests
from townline.service_requests import queries


@require_POST
@staff_page(Capability.TAKE_REQUESTS)
def follow(request: DeskRequest, reference: str) -> HttpResponseBase:
    """The same problem is known: the caller is kept informed about it, and no second request is made."""
    form = IntakeForm(request.POST)
    if not form.is_valid():
        return intake_page(request, request.POST, form=form)
    known = queries.public_request(reference=reference)
    try:
        service_requests.follow(
            request=known,
            contact=form.contact,
            channel=form.cleaned_data["channel"],
            by=request.viewer.actor,
            at=request.at,
        )
    except OperationRefused as refusal:
        form.add_error("phone", str(refusal))
        return intake_page(request, request.POST, form=form)
    service_requests.discard_draft(uuid=form.cleaned_data["draft"], owner_id=request.viewer.user_id)
    messages.success(request, _("The caller is kept informed about %(number)s.") % {"number": said(known.reference)})
    return redirect("desk:request", known.reference)
