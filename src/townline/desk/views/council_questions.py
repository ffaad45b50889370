"""Questions of council offices, and the inbox of the liaison officer."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from townline.accounts.permissions import Capability
from townline.core.errors import NotAllowed, OperationRefused
from townline.core.transactions import savepoint
from townline.council import operations, queries
from townline.desk.forms.council import AskForm, WordsForm
from townline.desk.presenters import council as present
from townline.desk.presenters.due import due_words
from townline.desk.views.access import DeskRequest, page, staff_page
from townline.service_requests import queries as service_requests

if TYPE_CHECKING:
    from townline.council.models import Inquiry

MOST = 200


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Capability.COUNCIL_OFFICE)
def questions(request: DeskRequest) -> HttpResponseBase:
    form = AskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = operations.ask(**form.cleaned_data, request=None, by=request.viewer, at=request.at)
        messages.success(request, _("Asked. The answer comes to this page and by mail."))
        return redirect("desk:council_inquiry", made.uuid)
    rows = queries.visible_inquiries(viewer=request.viewer).order_by("-asked_at", "-id")[:MOST]
    context = {"form": form, "rows": present.inquiry_rows(rows, viewer=request.viewer, at=request.at)}
    return page(request, "desk/council/questions.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Capability.COUNCIL_OFFICE)
def question(request: DeskRequest, uuid: UUID) -> HttpResponseBase:
    """POST asks on, or says that the office has its answer."""
    found = queries.visible_inquiry(uuid=uuid, viewer=request.viewer)
    form = WordsForm(request.POST if request.POST.get("do") == "ask" else None)
    if request.method == "POST" and request.POST.get("do") == "close":
        return _done(request, found, close=True)
    if request.method == "POST" and form.is_valid():
        return _done(request, found, words=form.cleaned_data["words"])
    seen = found.request and queries.seen(requests=[found.request], viewer=request.viewer, at=request.at)[0]
    context = {**_talk(request, found, form), "request_number": seen.reference if seen else ""}
    return page(request, "desk/council/question.html", context, status=422 if form.errors else 200)


def _done(request: DeskRequest, found: "Inquiry", *, words: str = "", close: bool = False) -> HttpResponseBase:
    try:
        with savepoint():
            if close:
                operations.close(inquiry=found.uuid, by=request.viewer, at=request.at)
            else:
                operations.ask_on(inquiry=found.uuid, words=words, by=request.viewer, at=request.at)
    except NotAllowed:
        raise
    except OperationRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Closed.") if close else _("Asked. The answer comes to this page and by mail."))
    return redirect("desk:council_inquiry", found.uuid)


@require_safe
@staff_page(Capability.ANSWER_COUNCIL)
def inbox(request: DeskRequest) -> HttpResponseBase:
    done = "done" in request.GET
    rows = queries.inbox(viewer=request.viewer, done=done)[:MOST]
    context = {
        "rows": present.inquiry_rows(rows, viewer=request.viewer, at=request.at),
        "done": done,
        "late": queries.late_count(viewer=request.viewer, at=request.at),
    }
    return page(request, "desk/council/inbox.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Capability.ANSWER_COUNCIL)
def answer(request: DeskRequest, uuid: UUID) -> HttpResponseBase:
    found = queries.visible_inquiry(uuid=uuid, viewer=request.viewer)
    form = WordsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            with savepoint():
                operations.answer(
                    inquiry=found.uuid, words=form.cleaned_data["words"], by=request.viewer, at=request.at
                )
        except operations.Ended as refusal:
            form.add_error("words", str(refusal))
        else:
            messages.success(request, _("Answered. The office is told by mail."))
            return redirect("desk:liaison")
    visible = found.request and service_requests.visible_requests(viewer=request.viewer).filter(pk=found.request.pk)
    number = found.request.reference if found.request and visible and visible.exists() else ""
    context = {**_talk(request, found, form), "request_number": number}
    return page(request, "desk/council/answer.html", context, status=422 if form.errors else 200)


def _talk(request: DeskRequest, found: "Inquiry", form: WordsForm) -> dict[str, object]:
    return {
        "inquiry": found,
        "talk": present.talk(queries.messages_of(inquiry=found)),
        "due": due_words(found.due_at, at=request.at) if found.is_open else "",
        "form": form if found.state != "closed" else None,
    }
