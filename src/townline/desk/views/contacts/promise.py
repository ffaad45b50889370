"""What was promised in a contact is kept, or withdrawn."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from townline.accounts.permissions import Capability
from townline.desk.presenters.contacts.naming import contact_url
from townline.desk.views.access import DeskRequest, staff_page
from townline.desk.views.contacts.door import door, then_of
from townline.interactions import operations as interactions


@require_POST
@staff_page(Capability.RECORD_CONTACTS)
def promise(request: DeskRequest, uuid: UUID) -> HttpResponseBase:
    """What was promised is kept, or withdrawn."""
    found = door(request, uuid)
    is_kept = request.POST.get("do") == "kept"
    settle = interactions.keep_promise if is_kept else interactions.withdraw_promise
    try:
        settle(contact=found, by=request.viewer, at=request.at)
    except interactions.NothingPromised as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("The promise is kept.") if is_kept else _("The promise is withdrawn."))
    return redirect(then_of(request) or contact_url(found))
