"""A note on a request."""

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from townline.accounts.permissions import Capability
from townline.desk.forms.requests import NoteForm
from townline.desk.views.access import DeskRequest, staff_page
from townline.desk.views.requests.page import record_page
from townline.service_requests import operations as service_requests
from townline.service_requests import queries


@require_POST
@staff_page(Capability.WORK_ON_REQUESTS)
def note(request: DeskRequest, reference: str) -> HttpResponseBase:
    found = queries.record_of(reference=reference, viewer=request.viewer)
    form = NoteForm(request.POST)
    if not form.is_valid():
        return record_page(request, found, note_form=form, status=422)
    service_requests.add_note(
        request=found.request,
        text=form.cleaned_data["text"],
        visibility=form.cleaned_data["visibility"],
        by=request.viewer,
        at=request.at,
    )
    messages.success(request, _("Note added."))
    return redirect("desk:request", reference)
