"""One step on many requests."""

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from townline.accounts.permissions import Capability
from townline.desk.forms.queue import BulkAssignForm, BulkNoteForm
from townline.desk.presenters.addresses import record_url
from townline.desk.presenters.choices import assign_targets, target_of
from townline.desk.views.access import DeskRequest, page, staff_page
from townline.service_requests import operations as service_requests
from townline.service_requests.operations import BulkResult


@require_POST
@staff_page(Capability.ASSIGN)
def bulk_assign(request: DeskRequest) -> HttpResponseBase:
    form = BulkAssignForm(data=request.POST, targets=assign_targets(viewer=request.viewer))
    if not form.is_valid():
        messages.warning(request, _("Choose requests, and a team or a person to give them to."))
        return redirect(back_to(request))
    team, assignee = target_of(form.cleaned_data["to"])
    result = service_requests.assign_many(
        references=form.cleaned_data["references"], team=team, assignee=assignee, by=request.viewer, at=request.at
    )
    return _tell(
        request, result, done=ngettext("%(count)d request assigned.", "%(count)d requests assigned.", len(result.done))
    )


@require_POST
@staff_page(Capability.WORK_ON_REQUESTS)
def bulk_note(request: DeskRequest) -> HttpResponseBase:
    form = BulkNoteForm(request.POST)
    references = request.POST.getlist("references")
    if not form.is_valid() or not references:
        messages.warning(request, _("Choose requests, and write the note."))
        return redirect(back_to(request))
    result = service_requests.note_many(
        references=references,
        text=form.cleaned_data["text"],
        visibility=form.cleaned_data["visibility"],
        by=request.viewer,
        at=request.at,
    )
    return _tell(
        request,
        result,
        done=ngettext("Note added to %(count)d request.", "Note added to %(count)d requests.", len(result.done)),
    )


def _tell(request: DeskRequest, result: BulkResult, *, done: str) -> HttpResponseBase:
    """What was done stays done; a row that could not be changed is shown with its reason."""
    if not result.failed:
        messages.success(request, done % {"count": len(result.done)})
        return redirect(back_to(request))
    failed = [(reference, record_url(reference), reason) for reference, reason in result.failed.items()]
    return page(
        request,
        "desk/queue/bulk.html",
        {
            "done": done % {"count": len(result.done)} if result.done else "",
            "failed": failed,
            "back_url": back_to(request),
        },
    )


def back_to(request: DeskRequest) -> str:
    """The page on which the form stood, if it is one of ours."""
    asked = request.POST.get("back", "")
    if asked.startswith(reverse("desk:queue")) and url_has_allowed_host_and_scheme(asked, allowed_hosts=None):
        return asked
    return reverse("desk:queue")
