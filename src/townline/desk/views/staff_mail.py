"""Mails to people of the city that the server did not take."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from townline.accounts.permissions import Capability
from townline.desk.views.access import DeskRequest, page, staff_page
from townline.desk.views.messages import tabs_of
from townline.notifications import operations
from townline.notifications.staff_mail import failed_staff_mail

MOST = 100


@require_safe
@staff_page(Capability.READ_LOG)
def failed(request: DeskRequest) -> HttpResponseBase:
    rows = list(failed_staff_mail()[:MOST])
    may_retry = request.viewer.can(Capability.CHANGE_SETTINGS)
    return page(
        request, "desk/messages/staff.html", {"rows": rows, "may_retry": may_retry, **tabs_of(request, "staff")}
    )


@require_POST
@staff_page(Capability.CHANGE_SETTINGS)
def again(request: DeskRequest, uuid: UUID) -> HttpResponseBase:
    operations.try_staff_mail_again(uuid=uuid, by=request.viewer, at=request.at)
    messages.success(request, _("The mail is tried again now."))
    return redirect("desk:staff_mail")
