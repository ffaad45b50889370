"""Breach files: what happened, whom it concerns, who was told."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from townline.accounts.permissions import Capability
from townline.core.errors import NotAllowed, NotFound, OperationRefused
from townline.core.transactions import savepoint
from townline.customers import queries as customers
from townline.desk.forms.access_requests import BreachForm, PersonField, WeighForm
from townline.desk.presenters import access_requests as present
from townline.desk.views.access import DeskRequest, page, staff_page
from townline.records_office import operations, queries
from townline.records_office.operations import Happened, Weighed
from townline.records_office.values import BreachState, Harm

MOST = 500


@require_safe
@staff_page(Capability.HANDLE_BREACHES)
def breaches(request: DeskRequest) -> HttpResponseBase:
    rows = present.breach_rows(list(queries.breaches()[:100]))
    return page(request, "desk/access/breaches.html", {"rows": rows, **present.tabs("breaches")})


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Capability.HANDLE_BREACHES)
def new(request: DeskRequest) -> HttpResponseBase:
    form = BreachForm(request.POST or None, at=request.at, initial={"discovered_at": request.at})
    if request.method == "POST" and form.is_valid():
        try:
            made = operations.open_breach(happened=Happened(**form.cleaned_data), by=request.viewer, at=request.at)
        except NotAllowed:
            raise
        except OperationRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("desk:breach", made.uuid)
    return page(request, "desk/access/new_breach.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Capability.HANDLE_BREACHES)
def breach(request: DeskRequest, uuid: UUID) -> HttpResponseBase:
    row = queries.breach(uuid=uuid)
    form = WeighForm(
        request.POST or None,
        initial={
            "harm": row.harm,
            "why": row.harm_why,
            "contained": row.contained,
            "learned": row.learned,
            "reported": bool(row.reported_at),
        },
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        weighed = Weighed(**{**said, "harm": Harm(said["harm"])})
        if _try(request, lambda: operations.weigh(breach=row, weighed=weighed, by=request.viewer, at=request.at)):
            return redirect("desk:breach", uuid)
    people = queries.affected(breach=row)
    names = customers.names_of(people=[one.person for one in people[:MOST]])
    context = {
        "row": row,
        "form": form,
        "facts": present.breach_facts(row),
        "is_open": row.state == BreachState.OPEN,
        "people": [
            {
                "person": one,
                "name": names.get(one.person, "") or _("No name"),
                "url": reverse("desk:customer", args=[one.person]),
            }
            for one in people[:MOST]
        ],
        "more": max(0, len(people) - MOST),
    }
    return page(request, "desk/access/breach.html", context, status=422 if form.errors else 200)


@require_POST
@staff_page(Capability.HANDLE_BREACHES)
def act(request: DeskRequest, uuid: UUID) -> HttpResponseBase:
    row = queries.breach(uuid=uuid)
    who: dict[str, Any] = {"breach": row, "by": request.viewer, "at": request.at}
    said = request.POST.get("words", "")
    do = {
        "told": lambda: operations.note_told(person=_person(request), how=said, **who),
        "left_out": lambda: operations.leave_out(person=_person(request), why=said, **who),
        "add": lambda: operations.add_affected(person=_person(request), **who),
        "again": lambda: operations.list_affected(**who),
        "close": lambda: operations.close_breach(**who),
    }.get(request.POST.get("do", ""))
    if do is None:
        raise NotFound
    if _try(request, do):
        messages.success(request, _("Saved."))
    return redirect("desk:breach", uuid)


def _person(request: DeskRequest) -> UUID:
    try:
        found = PersonField().clean(request.POST.get("person", ""))
    except ValidationError:
        found = None
    if found is None:
        raise OperationRefused(_("There is no customer at this address. Copy it from the customer’s page."))
    return found


def _try(request: DeskRequest, do: Callable[[], object]) -> bool:
    try:
        with savepoint():
            do()
    except NotAllowed:
        raise
    except OperationRefused as refusal:
        messages.error(request, str(refusal))
        return False
    return True
