"""One address or number: whose it is, which is used first."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from townline.accounts.permissions import Capability
from townline.core.errors import NotAllowed, NotFound, OperationRefused
from townline.customers import operations
from townline.customers import queries as customers
from townline.customers.values import Verified
from townline.desk.forms.customers import AskedForm
from townline.desk.views.access import DeskRequest, staff_page
from townline.desk.views.customers.door import seen
from townline.notifications import operations as notifications


@require_POST
@staff_page(Capability.RECORD_CONTACTS)
def point(request: DeskRequest, uuid: UUID, number: int, verb: str) -> HttpResponseBase:
    """What is done with one address or number."""
    found = seen(request, uuid)
    one = next((row for row in customers.points_of(customers=found.ids) if row.pk == number), None)
    if one is None or verb not in _VERBS:
        raise NotFound
    try:
        answer = _VERBS[verb](request, one)
    except NotAllowed:
        raise
    except OperationRefused as refusal:
        messages.warning(request, str(refusal))
        answer = None
    return answer or redirect("desk:customer_points", uuid)


def _remove(request: DeskRequest, one: Any) -> None:
    operations.remove_contact_point(point=one, by=request.viewer, at=request.at)
    messages.success(request, _("Removed."))


def _first(request: DeskRequest, one: Any) -> None:
    operations.make_primary(point=one, by=request.viewer, at=request.at)
    messages.success(request, _("This one is used first."))


def _mail_code(request: DeskRequest, one: Any) -> None:
    notifications.mail_code(point=one, by=request.viewer, at=request.at)
    messages.success(request, _("The code is on its way. It holds for an hour."))


def _print_code(request: DeskRequest, one: Any) -> HttpResponse:
    pdf = notifications.print_code(point=one, by=request.viewer, at=request.at)
    headers = {"Content-Disposition": 'inline; filename="code.pdf"', "Cache-Control": "private, no-store"}
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)


def _check(request: DeskRequest, one: Any) -> None:
    operations.check_code(point=one, typed=request.POST.get("code", ""), by=request.viewer, at=request.at)
    messages.success(request, _("Right: it is theirs."))


def _asked(request: DeskRequest, one: Any) -> None:
    form = AskedForm(request.POST)
    asked = form.cleaned_data.get("asked", "") if form.is_valid() else request.POST.get("asked", "")
    how = Verified(form.cleaned_data["how"]) if form.is_valid() else Verified.ASKED_ON_PHONE
    operations.confirm_by_asking(point=one, how=how, asked=asked, by=request.viewer, at=request.at)
    messages.success(request, _("Written down: it is theirs."))


_VERBS: dict[str, Any] = {
    "remove": _remove,
    "first": _first,
    "mail-code": _mail_code,
    "print-code": _print_code,
    "check-code": _check,
    "asked": _asked,
}
