"""What was promised for one request and how it is counted; the forms that say a day, name another, correct the service."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from townline.accounts.permissions import Capability
from townline.catalog import queries as catalog
from townline.catalog.definitions import Kind
from townline.core.errors import EditConflict, NotAllowed, OperationRefused
from townline.core.language import Text
from townline.core.reference import parse, said
from townline.core.transactions import savepoint
from townline.desk.forms.clocks import MESSAGE, AgainForm, PriorityForm, ServiceCorrectionForm, TellForm
from townline.desk.forms.requests import VerbForm
from townline.desk.presenters.clocks import road_line
from townline.desk.presenters.due import AN_INSTANT
from townline.desk.presenters.late import rung_views
from townline.desk.views.access import DeskRequest, page, staff_page
from townline.service_levels import queries as service_levels
from townline.service_requests import operations as service_requests
from townline.service_requests import promise_permissions as may
from townline.service_requests import queries
from townline.service_requests.queries import escalations as told
from townline.ui import times
from townline.ui.promises import explanations

if TYPE_CHECKING:
    from townline.service_requests.models import ServiceRequest

GET_AND_POST = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@staff_page()
def promises(request: DeskRequest, reference: str) -> HttpResponseBase:
    """The whole arithmetic of every clock."""
    found = queries.visible_request(reference=parse(reference), viewer=request.viewer)
    clocks = explanations(service_levels.explained(subject=found.uuid, at=request.at))
    context = {
        "record": found,
        "clocks": clocks,
        "received": times.exact(found.submitted_at),
        "road": road_line(found),
        "rungs": rung_views(told.rungs_of(request=found), at=request.at),
        "command": f"townline explain-clock {found.reference}",
        "crumbs": _crumbs(found, _("How it is counted")),
    }
    return page(request, "desk/clocks/promises.html", context)


@GET_AND_POST
@staff_page(Capability.WORK_ON_REQUESTS)
def tell(request: DeskRequest, reference: str) -> HttpResponseBase:
    found = _found(request, reference)
    if request.method != "POST" and not may.may_say_what_and_when(request=found, viewer=request.viewer):
        return _not_now(request, found)
    day = timezone.localdate(found.promised_at - AN_INSTANT) if found.promised_at else None
    form = TellForm(request.POST or None, initial={"version": found.version, "by_when": day, "told": MESSAGE})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data

        def do() -> object:
            return service_requests.say_what_and_when(
                request=found, what=given["what"], by_when=given["by_when"], told_already="" if given["told"] == MESSAGE else given["told"],
                by=request.viewer, at=request.at, version=given["version"],
            )  # fmt: skip

        if _done(form, "by_when", do, version=found.version):
            messages.success(request, _("Written down. The customer knows what will be done and by when."))
            return redirect("desk:request", found.reference)
    return _form(request, found, form, _("Say what will be done and by when"), _("Tell the customer"))


@GET_AND_POST
@staff_page(Capability.WORK_ON_REQUESTS)
def again(request: DeskRequest, reference: str) -> HttpResponseBase:
    found = _found(request, reference)
    if request.method != "POST" and not may.may_repromise(request=found, viewer=request.viewer):
        return _not_now(request, found)
    form = AgainForm(request.POST or None, initial={"version": found.version})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data

        def do() -> object:
            return service_requests.repromise(
                request=found, by_when=given["by_when"], reason=given["reason"],
                by=request.viewer, at=request.at, version=given["version"],
            )  # fmt: skip

        if _done(form, "by_when", do, version=found.version):
            messages.success(request, _("Promised. The customer is told the new day and why."))
            return redirect("desk:request", found.reference)
    return _form(request, found, form, _("Promise another day"), _("Promise this day"))


@GET_AND_POST
@staff_page(Capability.WORK_ON_REQUESTS)
def correct(request: DeskRequest, reference: str) -> HttpResponseBase:
    """The service or the priority: each with a form of its own on one page."""
    found = _found(request, reference)
    if request.method != "POST" and not may.may_correct(request=found, viewer=request.viewer):
        return _not_now(request, found)
    doing = request.POST.get("do", "")
    start = {"version": found.version, "priority": found.priority, "service": found.service.code}
    service = ServiceCorrectionForm(
        request.POST if doing == "service" else None, initial=start, services=_services(found)
    )
    priority = PriorityForm(request.POST if doing == "priority" else None, initial=start)
    if doing == "service" and service.is_valid():
        given = service.cleaned_data
        who = {"request": found, "by": request.viewer, "at": request.at, "version": given["version"]}
        if _done(
            service,
            "service",
            lambda: service_requests.change_service(service_code=given["service"], **who),
            version=found.version,
        ):
            messages.success(request, _("Changed. Its promises are counted anew from when the City knew of it."))
            return redirect("desk:request", found.reference)
    if doing == "priority" and priority.is_valid():
        given = priority.cleaned_data
        who = {"request": found, "by": request.viewer, "at": request.at, "version": given["version"]}
        if _done(
            priority,
            "priority",
            lambda: service_requests.change_priority(priority=given["priority"], **who),
            version=found.version,
        ):
            messages.success(request, _("Changed. Its promises are counted anew from when the City knew of it."))
            return redirect("desk:request", found.reference)
    context = {
        "record": found,
        "service": service,
        "priority": priority,
        "faulty": service if service.errors else priority if priority.errors else None,
        "crumbs": _crumbs(found, _("Change service or priority")),
    }
    return page(request, "desk/clocks/correct.html", context, status=422 if context["faulty"] else 200)


def _services(found: "ServiceRequest") -> list[tuple[object, object]]:
    """What it may become: on offer, something to do, seen by the same people."""
    language = get_language() or "en"
    fitting = [
        entry
        for entry in catalog.catalogue().services
        if entry.definition.kind is Kind.REQUEST and entry.definition.visibility.value == found.visibility
    ]
    names = {entry.code: entry.definition.name.in_(language) for entry in fitting}
    return [(code, names[code]) for code in sorted(names, key=lambda code: names[code].casefold())]


def _found(request: DeskRequest, reference: str) -> "ServiceRequest":
    return queries.visible_request(reference=parse(reference), viewer=request.viewer)


def _not_now(request: DeskRequest, found: "ServiceRequest") -> HttpResponseBase:
    """Who may not, or not in this state, sees what can be done. What is sent is refused by the operation."""
    messages.warning(request, _("This cannot be done now. The page shows what can."))
    return redirect("desk:request", found.reference)


def _done(form: VerbForm, field: str, do: Callable[[], object], *, version: int) -> bool:
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


def _form(
    request: DeskRequest, found: "ServiceRequest", form: VerbForm, title: str | Promise, send: str | Promise
) -> HttpResponseBase:
    context: dict[str, Any] = {
        "record": found,
        "form": form,
        "title": title,
        "send": send,
        "crumbs": _crumbs(found, str(title)),
    }
    return page(request, "desk/clocks/form.html", context, status=422 if form.errors else 200)


def _crumbs(found: "ServiceRequest", here: str) -> list[tuple[str, str]]:
    name = Text(found.service.name_en, found.service.name_fr).in_(get_language() or "en")
    return [(reverse("desk:request", args=[found.reference]), f"{name} {said(found.reference)}"), ("", here)]
