"""Complaints: the list by what is due, a file with its steps, the letter."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from townline.accounts.permissions import Capability
from townline.complaints import operations, queries
from townline.complaints.letters import letter_pdf
from townline.complaints.values import Finding, Judged, Remedy
from townline.core import reference as references
from townline.core.errors import NotAllowed, NotFound, OperationRefused
from townline.core.transactions import savepoint
from townline.desk.forms.complaints import DecideForm, MatterForm
from townline.desk.presenters import complaints as present
from townline.desk.views import steps
from townline.desk.views.access import DeskRequest, page, staff_page
from townline.desk.views.typed import number_in

if TYPE_CHECKING:
    from townline.complaints.models import Complaint

MOST = 200


@require_safe
@staff_page(Capability.HANDLE_COMPLAINTS)
def complaints(request: DeskRequest) -> HttpResponseBase:
    done = "done" in request.GET
    found = queries.listed(viewer=request.viewer, done=done, limit=MOST)
    context = {"rows": present.rows(found, at=request.at), "done": done}
    return page(request, "desk/complaints/list.html", {**context, **present.tabs("complaints", viewer=request.viewer)})


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Capability.HANDLE_COMPLAINTS)
def complaint(request: DeskRequest, reference: str) -> HttpResponseBase:
    """The file; POST is the decision, whose form keeps what was typed."""
    found = _found(request, reference)
    form = DecideForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        judged = Judged(
            Finding(form.cleaned_data["finding"]),
            tuple(Remedy(code) for code in form.cleaned_data["remedies"]),
            form.cleaned_data["reasons"],
        )
        try:
            with savepoint():
                operations.decide(complaint=found, judged=judged, by=request.viewer, at=request.at)
        except NotAllowed:
            raise
        except OperationRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Decided. The letter is on its way to the customer."))
            return redirect("desk:complaint", found.reference)
    decisions = queries.decisions_of(complaint=found)
    context = {
        "complaint": found,
        "facts": present.facts(found, at=request.at),
        "story": present.story(queries.updates_of(complaint=found), decisions),
        "decisions": decisions,
        "handlers": queries.possible_handlers(complaint=found) if found.is_open else [],
        "matter": MatterForm(initial=_matter_of(found)) if found.is_open else None,
        "form": form if found.is_open and request.viewer.can(Capability.DECIDE_COMPLAINTS) else None,
        "may_close": found.state != "closed" and request.viewer.can(Capability.DECIDE_COMPLAINTS),
        "may_go_on": operations.may_go_on(complaint=found, at=request.at),
    }
    return page(request, "desk/complaints/file.html", context, status=422 if form.errors else 200)


def _matter_of(found: "Complaint") -> dict[str, object]:
    names = ("service_code", "department_id", "team_id", "person_id", "person_words")
    return {name: getattr(found, name) for name in names}


def _found(request: DeskRequest, reference: str) -> "Complaint":
    return queries.visible_complaint(reference=references.parse(reference), viewer=request.viewer)


Step = Callable[[DeskRequest, "Complaint"], object]


def _assign(request: DeskRequest, found: "Complaint") -> object:
    said = request.POST.get("handler", "")
    handler = number_in(said)
    return operations.assign(complaint=found, handler_id=handler, by=request.viewer, at=request.at)


def _words(verb: Callable[..., object]) -> Step:
    def do(request: DeskRequest, found: "Complaint") -> object:
        return verb(complaint=found, words=request.POST.get("words", ""), by=request.viewer, at=request.at)

    return do


def _go_on(request: DeskRequest, found: "Complaint") -> object:
    """For a customer who says so on the telephone."""
    return operations.escalate(
        complaint=found, words=request.POST.get("words", ""), by=request.viewer.actor, at=request.at
    )


def _withdraw(request: DeskRequest, found: "Complaint") -> object:
    operations.note(complaint=found, words=request.POST.get("words", ""), by=request.viewer, at=request.at)
    return operations.withdraw(complaint=found, by=request.viewer.actor, at=request.at)


def _matter(request: DeskRequest, found: "Complaint") -> object:
    form = MatterForm({**request.POST.dict(), "request": request.POST.get("request", "")})
    if not form.is_valid():
        raise OperationRefused(next(iter(form.errors.values()))[0])
    matter = form.matter()
    return operations.say_matter(complaint=found, matter=matter, by=request.viewer, at=request.at)


STEPS: dict[str, tuple[Step, Promise]] = {
    "assign": (_assign, _("Given to somebody who handles it.")),
    "inform": (_words(operations.inform), _("The customer is told.")),
    "note": (_words(operations.note), _("Noted.")),
    "matter": (_matter, _("Saved what it is about.")),
    "go_on": (_go_on, _("At the next stage now, with a new date.")),
    "withdraw": (_withdraw, _("Withdrawn and closed.")),
    "ombudsman": (_words(operations.close_with_ombudsman), _("Recorded and closed.")),
}


@require_POST
@staff_page(Capability.HANDLE_COMPLAINTS)
def act(request: DeskRequest, reference: str) -> HttpResponseBase:
    found = _found(request, reference)
    steps.take(request, found, steps=STEPS)
    still = queries.visible_complaints(viewer=request.viewer).filter(pk=found.pk).exists()
    return redirect("desk:complaint", found.reference) if still else redirect("desk:complaints")


@require_safe
@staff_page(Capability.HANDLE_COMPLAINTS)
def letter(request: DeskRequest, reference: str, stage: str) -> HttpResponseBase:
    found = _found(request, reference)
    decision = next((row for row in queries.decisions_of(complaint=found) if row.stage == stage), None)
    if decision is None:
        raise NotFound
    answer = HttpResponse(letter_pdf(complaint=found, decision=decision), content_type="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="{found.reference}-{stage}.pdf"'
    return answer
