"""Write down what a caller says about us: the same form for every department."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from townline.accounts.permissions import Capability
from townline.complaints import operations
from townline.complaints.values import Kind, Said
from townline.core.errors import NotAllowed, NotFound, OperationRefused
from townline.core.reference import said
from townline.core.transactions import savepoint
from townline.customers.contact_check import ContactRejected
from townline.customers.values import Contact, Preferred
from townline.desk.forms.complaints import IntakeForm
from townline.desk.presenters import complaints as present
from townline.desk.views.access import DeskRequest, page, staff_page
from townline.service_requests import queries as service_requests

if TYPE_CHECKING:
    from townline.complaints.models import Complaint, Praise


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Capability.RECORD_CONTACTS)
def new(request: DeskRequest) -> HttpResponseBase:
    customer_id, name = _known(request)
    form = IntakeForm(request.POST or None, initial={"channel": "phone", "language": request.viewer.language})
    if request.method == "POST" and form.is_valid():
        made = _take(request, form, customer_id)
        if made is not None:
            number = said(made.reference)
            messages.success(request, _("Taken down. Tell the customer the number: %(number)s.") % {"number": number})
            return redirect(request.path)
    context = {"form": form, "customer_name": name, "known": customer_id is not None}
    context |= present.tabs("new", viewer=request.viewer)
    return page(request, "desk/complaints/new.html", context, status=422 if form.errors else 200)


def _known(request: DeskRequest) -> tuple[int | None, str]:
    """Who the viewer came from: `?customer=` is the customer's page."""
    given = request.GET.get("customer", "")
    if not given:
        return None, ""
    try:
        uuid = UUID(given)
    except ValueError:
        raise NotFound from None
    seen = service_requests.visible_customer(uuid=uuid, viewer=request.viewer).customer
    return seen.pk, seen.name or seen.organisation


def _take(request: DeskRequest, form: IntakeForm, customer_id: int | None) -> "Complaint | Praise | None":
    told = form.cleaned_data
    preferred = Preferred.EMAIL if told["email"] else Preferred.CALL if told["phone"] else Preferred.LETTER
    reach = {name: told[name] for name in ("name", "email", "phone", "postal_address", "language")}
    meant = Said(
        kind=Kind(told["kind"]),
        words=told["words"],
        wants=told["wants"],
        matter=form.matter(),
        contact=Contact(**reach, preferred=preferred),
        customer_id=customer_id,
        channel=told["channel"],
    )
    try:
        with savepoint():
            return operations.receive(said=meant, by=request.viewer.actor, at=request.at)
    except NotAllowed:
        raise
    except ContactRejected as refusal:
        for name, words in refusal.errors.items():
            form.add_error(name if name in form.fields else None, words)
    except OperationRefused as refusal:
        form.add_error(None, str(refusal))
    return None
