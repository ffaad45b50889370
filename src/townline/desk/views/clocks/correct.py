"""The service or the priority of a request is corrected."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from townline.accounts.permissions import Capability
from townline.catalog import queries as catalog
from townline.catalog.definitions import Kind
from townline.desk.forms.clocks import PriorityForm, ServiceCorrectionForm
from townline.desk.forms.requests import VerbForm
from townline.desk.views.access import DeskRequest, page, staff_page
from townline.desk.views.clocks.forms import crumbs_of, found_request, is_done, not_now
from townline.service_requests import operations as service_requests
from townline.service_requests import promise_permissions as may
from townline.ui.localised import localised

if TYPE_CHECKING:
    from townline.service_requests.models import ServiceRequest


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Capability.WORK_ON_REQUESTS)
def correct(request: DeskRequest, reference: str) -> HttpResponseBase:
    """The service or the priority: each with a form of its own on one page."""
    found = found_request(request, reference)
    if request.method != "POST" and not may.may_correct(request=found, viewer=request.viewer):
        return not_now(request, found)
    doing = request.POST.get("do", "")
    start = {"version": found.version, "priority": found.priority, "service": found.service.code}
    service = ServiceCorrectionForm(
        request.POST if doing == "service" else None, initial=start, services=_services(found)
    )
    priority = PriorityForm(request.POST if doing == "priority" else None, initial=start)
    forms: dict[str, VerbForm] = {"service": service, "priority": priority}
    if doing in forms and _changed(request, found, forms[doing], doing):
        messages.success(request, _("Changed. Its promises are counted anew from when the City knew of it."))
        return redirect("desk:request", found.reference)
    context: dict[str, object] = {
        "record": found,
        **forms,
        "faulty": next((form for form in forms.values() if form.errors), None),
        "crumbs": crumbs_of(found, _("Change service or priority")),
    }
    return page(request, "desk/clocks/correct.html", context, status=422 if context["faulty"] else 200)


def _changed(request: DeskRequest, found: "ServiceRequest", form: VerbForm, doing: str) -> bool:
    if not form.is_valid():
        return False
    given = form.cleaned_data
    who = {"request": found, "by": request.viewer, "at": request.at, "version": given["version"]}
    change: dict[str, Callable[[], object]] = {
        "service": lambda: service_requests.change_service(service_code=given["service"], **who),
        "priority": lambda: service_requests.change_priority(priority=given["priority"], **who),
    }
    return is_done(form, doing, change[doing], version=found.version)


def _services(found: "ServiceRequest") -> list[tuple[object, object]]:
    """What it may become: on offer, something to do, seen by the same people."""
    fitting = [
        entry
        for entry in catalog.catalogue().services
        if entry.definition.kind is Kind.REQUEST and entry.definition.visibility.value == found.visibility
    ]
    names = {entry.code: localised(entry.definition.name) for entry in fitting}
    return [(code, names[code]) for code in sorted(names, key=lambda code: names[code].casefold())]
