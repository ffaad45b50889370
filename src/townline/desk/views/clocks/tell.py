"""The customer is told what will be done and by when."""

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from townline.accounts.permissions import Capability
from townline.core.promised import last_day
from townline.desk.forms.clocks import MESSAGE, TellForm
from townline.desk.views.access import DeskRequest, staff_page
from townline.desk.views.clocks.forms import form_page, found_request, is_done, not_now
from townline.service_requests import operations as service_requests
from townline.service_requests import promise_permissions as may


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Capability.WORK_ON_REQUESTS)
def tell(request: DeskRequest, reference: str) -> HttpResponseBase:
    found = found_request(request, reference)
    if request.method != "POST" and not may.may_say_what_and_when(request=found, viewer=request.viewer):
        return not_now(request, found)
    day = last_day(found.promised_at) if found.promised_at else None
    form = TellForm(request.POST or None, initial={"version": found.version, "by_when": day, "told": MESSAGE})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data

        def do() -> object:
            return service_requests.say_what_and_when(
                request=found, what=given["what"], by_when=given["by_when"], told_already="" if given["told"] == MESSAGE else given["told"],
                by=request.viewer, at=request.at, version=given["version"],
            )  # fmt: skip

        if is_done(form, "by_when", do, version=found.version):
            messages.success(request, _("Written down. The customer knows what will be done and by when."))
            return redirect("desk:request", found.reference)
    return form_page(request, found, form, _("Say what will be done and by when"), _("Tell the customer"))
