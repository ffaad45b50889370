"""The forms about one request's promises: where they lead, what was refused."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from townline.core.errors import EditConflict, NotAllowed, OperationRefused
from townline.core.reference import parse, said
from townline.core.transactions import savepoint
from townline.desk.forms.requests import VerbForm
from townline.desk.views.access import DeskRequest, page
from townline.service_requests import queries
from townline.ui.localised import localised

if TYPE_CHECKING:
    from townline.service_requests.models import ServiceRequest


def found_request(request: DeskRequest, reference: str) -> "ServiceRequest":
    return queries.visible_request(reference=parse(reference), viewer=request.viewer)


def not_now(request: DeskRequest, found: "ServiceRequest") -> HttpResponseBase:
    """Who may not, or not in this state, sees what can be done. What is sent is refused by the operation."""
    messages.warning(request, _("This cannot be done now. The page shows what can."))
    return redirect("desk:request", found.reference)


def is_done(form: VerbForm, field: str, do: Callable[[], object], *, version: int) -> bool:
    """What was typed stays; after somebody else's change the next press is meant for the request as it is now."""
    try:
        with savepoint():
            do()
    except NotAllowed:
        raise
    except EditConflict as conflict:
        form.data = {**form.data.dict(), "version": version}  # type: ignore[attr-defined]  # what was posted
        form.add_error(None, str(conflict))
        return False
    except OperationRefused as refusal:
        form.add_error(field, str(refusal))
        return False
    return True


def form_page(
    request: DeskRequest, found: "ServiceRequest", form: VerbForm, title: str | Promise, send: str | Promise
) -> HttpResponseBase:
    context: dict[str, Any] = {
        "record": found,
        "form": form,
        "title": title,
        "send": send,
        "crumbs": crumbs_of(found, str(title)),
    }
    return page(request, "desk/clocks/form.html", context, status=422 if form.errors else 200)


def crumbs_of(found: "ServiceRequest", here: str) -> list[tuple[str, str]]:
    name = localised(found.service.name)
    return [(reverse("desk:request", args=[found.reference]), f"{name} {said(found.reference)}"), ("", here)]
