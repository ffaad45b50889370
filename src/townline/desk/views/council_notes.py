"""Constituency notes: the councillor's own. No role of the City comes here, and nothing here is in any list of the City."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from townline.accounts.permissions import Capability
from townline.council import operations, queries
from townline.desk.forms.council import NoteForm
from townline.desk.views.access import DeskRequest, page, staff_page

MOST = 200


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Capability.COUNCIL_OFFICE)
def notes(request: DeskRequest) -> HttpResponseBase:
    """What is looked for is posted: an address with a resident's name in it would stay in the City's own logs."""
    words = request.POST.get("q", "")
    rows = queries.notes(viewer=request.viewer, words=words)[:MOST]
    return page(request, "desk/council/notes.html", {"rows": rows, "words": words, "is_own": _is_own(request)})


def _is_own(request: DeskRequest) -> bool:
    return request.viewer.office_id == request.viewer.user_id


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Capability.COUNCIL_OFFICE)
def new(request: DeskRequest) -> HttpResponseBase:
    queries.notes(viewer=request.viewer)
    return _edit(request, None, NoteForm(request.POST or None))


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Capability.COUNCIL_OFFICE)
def note(request: DeskRequest, uuid: UUID) -> HttpResponseBase:
    found = queries.note(uuid=uuid, viewer=request.viewer)
    if request.method == "POST" and request.POST.get("do") == "remove":
        operations.remove_note(uuid=uuid, by=request.viewer)
        messages.success(request, _("The note is removed for good."))
        return redirect("desk:council_notes")
    return _edit(request, uuid, NoteForm(request.POST or None, initial={"about": found.about, "words": found.words}))


def _edit(request: DeskRequest, uuid: UUID | None, form: NoteForm) -> HttpResponseBase:
    if request.method == "POST" and form.is_valid():
        operations.write_note(uuid=uuid, **form.cleaned_data, by=request.viewer, at=request.at)
        messages.success(request, _("The note is kept."))
        return redirect("desk:council_notes")
    context = {"form": form, "is_new": uuid is None}
    return page(request, "desk/council/note.html", context, status=422 if form.errors else 200)


@require_POST
@staff_page(Capability.COUNCIL_OFFICE)
def copy(request: DeskRequest) -> HttpResponseBase:
    """The whole package, for the councillor alone."""
    answer = HttpResponse(operations.take_notes(by=request.viewer, at=request.at), content_type="application/zip")
    answer.headers["Content-Disposition"] = 'attachment; filename="notes.zip"'
    return answer
