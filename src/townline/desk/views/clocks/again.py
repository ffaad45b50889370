"""Another day is promised."""

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from townline.accounts.permissions import Capability
from townline.desk.forms.clocks import AgainForm
from townline.desk.views.access import DeskRequest, staff_page
from townline.desk.views.clocks.forms import form_page, found_request, is_done, not_now
from townline.service_requests import operations as service_requests
from townline.service_requests import promise_permissions as may


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Capability.WORK_ON_REQUESTS)
def again(request: DeskRequest, reference: str) -> HttpResponseBase:
    found = found_request(request, reference)
    if request.method != "POST" and not may.may_repromise(request=found, viewer=request.viewer):
        return not_now(request, found)
    form = AgainForm(request.POST or None, initial={"version": found.version})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data

        def do() -> object:
            return service_requests.repromise(
                request=found, by_when=given["by_when"], reason=given["reason"],
                by=request.viewer, at=request.at, version=given["version"],
            )  # fmt: skip

        if is_done(form, "by_when", do, version=found.version):
            messages.success(request, _("Promised. The customer is told the new day and why."))
            return redirect("desk:request", found.reference)
    return form_page(request, found, form, _("Promise another day"), _("Promise this day"))
