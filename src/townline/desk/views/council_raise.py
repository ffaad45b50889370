"""A council office raises a request for a resident: the same request as any other, with the consent beside it."""

from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from townline.accounts.permissions import Capability
from townline.catalog import queries as catalog
from townline.catalog.catalogue import ServiceEntry
from townline.core.errors import OperationRefused
from townline.core.reference import said
from townline.core.transactions import savepoint
from townline.council import operations
from townline.desk.forms.council import RaiseForm, ServiceForm
from townline.desk.forms.intake import AnswersForm
from townline.desk.presenters import intake as presenters
from townline.desk.views.access import DeskRequest, page, staff_page
from townline.interactions.values import Channel
from townline.service_requests import operations as service_requests
from townline.service_requests.values import Submission

FIELDS = {"location": "address", "contact": "phone", "service_code": None}


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Capability.COUNCIL_OFFICE)
def new(request: DeskRequest) -> HttpResponseBase:
    entry = catalog.catalogue().by_code.get(request.GET.get("service", ""))
    if entry is None:
        return page(request, "desk/council/raise_service.html", {"form": ServiceForm()})
    form = RaiseForm(
        request.POST or None,
        initial={"key": uuid4(), "language": request.viewer.language, "preferred": "email", "method": ""},
    )
    answers = AnswersForm(definition=entry.definition, data=request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = _raise(request, entry, form, answers)
        if made:
            messages.success(request, _("Taken. The number is %(number)s.") % {"number": said(made)})
            return redirect("desk:council_request", made)
    context = {
        "form": form,
        "answers": answers,
        "script": presenters.script(entry.definition),
        "hazard": presenters.hazard(definition=entry.definition, answers=answers.answers if request.POST else {}),
        "is_enforcement": entry.definition.visibility.value == "enforcement",
    }
    return page(request, "desk/council/raise.html", context, status=422 if form.errors or answers.errors else 200)


def _raise(request: DeskRequest, entry: ServiceEntry, form: RaiseForm, answers: AnswersForm) -> str:
    """The number; nothing where the form says what is missing."""
    submission = Submission(
        service_code=entry.code,
        channel=Channel.STAFF,
        description=form.cleaned_data["description"],
        answers=answers.answers,
        location=form.location,
        contact=form.contact,
        language=form.cleaned_data["language"],
        submission_key=form.cleaned_data["key"],
    )
    try:
        with savepoint():
            made = operations.raise_request(
                submission=submission, consent=form.consented, by=request.viewer, at=request.at
            )
    except service_requests.HazardStops:
        return ""  # the page says what to do at once
    except service_requests.SubmissionRejected as refusal:
        _say(refusal.errors, form, answers)
        return ""
    except operations.NotInWriting as refusal:
        form.add_error("note", str(refusal))
        return ""
    except OperationRefused as refusal:
        form.add_error(None, str(refusal))
        return ""
    return made.reference


def _say(errors: dict[str, str], form: RaiseForm, answers: AnswersForm) -> None:
    """Each sentence beside its field."""
    for name, sentence in errors.items():
        kind, _dot, rest = name.partition(".")
        if kind == "answers":
            answers.add_error(f"answer_{rest}", sentence)
        else:
            field = FIELDS.get(name, rest or name)
            form.add_error(field if field in form.fields else None, sentence)
