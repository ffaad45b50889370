"""Who belongs to a customer and may speak for whom."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from townline.accounts.permissions import Capability
from townline.core.errors import NotAllowed, NotFound, OperationRefused
from townline.customers import operations
from townline.customers import queries as customers
from townline.customers.operations import Speaking
from townline.customers.values import Role
from townline.desk.forms.customers import RelationForm
from townline.desk.presenters.customers.naming import name_of
from townline.desk.presenters.customers.relations import relation_views
from townline.desk.views.access import DeskRequest, page, staff_page
from townline.desk.views.customers.door import seen
from townline.privacy.values import Method
from townline.service_requests import queries as service_requests
from townline.service_requests.queries import VisibleCustomer

MOST = 8


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Capability.RECORD_CONTACTS)
def relations(request: DeskRequest, uuid: UUID) -> HttpResponseBase:
    found = seen(request, uuid)
    if request.method != "POST":
        return _relations_page(request, found, RelationForm(initial={"until": ""}))
    form = RelationForm(request.POST)
    if form.is_valid():
        try:
            _relate(request, found, form.cleaned_data)
        except NotAllowed:
            raise
        except OperationRefused as refusal:
            form.add_error("until" if isinstance(refusal, operations.EndMissing) else None, str(refusal))
        else:
            messages.success(request, _("Written down."))
            return redirect("desk:customer", found.customer.uuid)
    return _relations_page(request, found, form, status=422)


def _relate(request: DeskRequest, found: VisibleCustomer, data: dict[str, Any]) -> None:
    other = service_requests.visible_customer(uuid=data["other"], viewer=request.viewer).customer
    one, two = (found.customer, other) if data["turn"] == "this" else (other, found.customer)
    if data["speaks"] and not data["until"]:
        raise operations.EndMissing
    speaking = Speaking(Method(data["method"]), data["until"], data["note"]) if data["speaks"] else None
    operations.relate(
        customer=one, other=two, role=Role(data["role"]), speaking=speaking, by=request.viewer, at=request.at
    )


@require_POST
@staff_page(Capability.RECORD_CONTACTS)
def end_relation(request: DeskRequest, uuid: UUID, relation: UUID) -> HttpResponseBase:
    found = seen(request, uuid)
    file = customers.customer_file(customers=found.ids, viewer=request.viewer, at=request.at)
    one = next((row.relation for row in file.relations if row.relation.uuid == relation), None)
    if one is None:
        raise NotFound
    operations.end_relation(relation=one, by=request.viewer, at=request.at)
    messages.success(request, _("Ended. Nobody speaks for anybody by it any more."))
    return redirect("desk:customer_relations", uuid)


def _relations_page(
    request: DeskRequest, found: VisibleCustomer, form: RelationForm, *, status: int = 200
) -> HttpResponseBase:
    file = customers.customer_file(customers=found.ids, viewer=request.viewer, at=request.at)
    text = request.GET.get("q", "").strip()
    others = service_requests.find_customers(text=text, viewer=request.viewer, limit=MOST) if text else ()
    picked = request.GET.get("other", "") or request.POST.get("other", "")
    return page(
        request,
        "desk/customers/relations.html",
        {
            "name": name_of(found.customer),
            "customer": found.customer,
            "relations": relation_views(file, at=request.at),
            "form": form,
            "text": text,
            "others": [person for person in others if person.id not in found.ids],
            "picked": _picked(request, picked),
        },
        status=status,
    )


def _picked(request: DeskRequest, uuid: str) -> dict[str, str] | None:
    try:
        other = service_requests.visible_customer(uuid=UUID(uuid), viewer=request.viewer).customer
    except (ValueError, NotFound):
        return None
    return {"uuid": str(other.uuid), "name": name_of(other)}
