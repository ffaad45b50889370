"""The request that was taken is sent."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from townline.catalog.catalogue import ServiceEntry
from townline.core.reference import said
from townline.council import queries as council
from townline.desk.forms.contacts import moment_of
from townline.desk.forms.intake import AnswersForm, IntakeForm
from townline.desk.presenters import due, intake_notice, intake_place
from townline.desk.views.access import DeskRequest
from townline.desk.views.intake import behalf as intake_behalf
from townline.desk.views.intake import contact as intake_contact
from townline.desk.views.intake import photos as intake_photos
from townline.desk.views.intake.draft import keep
from townline.desk.views.intake.page import entry_of, intake_page
from townline.desk.views.intake.rejected import say_rejected
from townline.desk.views.typed import uuid_in
from townline.service_requests import operations as service_requests
from townline.service_requests import queries
from townline.service_requests.values import Submission

if TYPE_CHECKING:
    from townline.service_requests.models import ServiceRequest


def send(request: DeskRequest) -> HttpResponseBase:
    sent = queries.request_of_draft(uuid=uuid_in(request.POST.get("draft", "")))
    if sent is not None:  # the button was pressed twice, or somebody went back and changed the form
        messages.info(request, _("This form was sent before: here is its request. Add what is new as a note."))
        return redirect("desk:request", sent.reference)
    form, entry = IntakeForm(request.POST, request.FILES), entry_of(request.POST)
    _take_in(request, form)
    if entry is None:
        form.add_error(None, _("Choose the service first."))
        return intake_page(request, request.POST, form=form)
    answers = AnswersForm(definition=entry.definition, data=request.POST)
    if not form.is_valid():
        return intake_page(request, request.POST, form=form, answers=answers)
    submission = _submission(request, entry, form, answers)
    made = _submit(request, submission, form, answers)
    if made is None:
        return intake_page(request, request.POST, form=form, answers=answers)
    return _taken(request, made, within=submission.within)


def _take_in(request: DeskRequest, form: IntakeForm) -> None:
    """Pictures are kept also when something else of the form is refused."""
    form.is_valid()
    if request.FILES:
        keep(request)
        intake_photos.take_in(request, form, draft=uuid_in(request.POST.get("draft", "")))


def _submit(
    request: DeskRequest, submission: Submission, form: IntakeForm, answers: AnswersForm
) -> "ServiceRequest | None":
    """Nothing where the page has to come back: with what is wrong, or with what to do at once."""
    try:
        made = service_requests.submit(submission=submission, by=request.viewer, at=request.at)
    except service_requests.HazardStops:
        return None
    except service_requests.SubmissionRejected as refusal:
        say_rejected(refusal.errors, form, answers)
        return None
    service_requests.mark_sent(uuid=form.cleaned_data["draft"], reference=made.reference, at=request.at)
    return made


def _submission(request: DeskRequest, entry: ServiceEntry, form: IntakeForm, answers: AnswersForm) -> Submission:
    said, behalf = form.cleaned_data, intake_behalf.visible_pair(request)
    return Submission(
        service_code=entry.code,
        channel=said["channel"],
        description=said["description"],
        answers=answers.answers,
        location=intake_place.with_address(form.location(spot=request.POST.get("spot", ""))),
        contact=form.contact,
        language=said["language"],
        submission_key=said["draft"],
        draft=said["draft"],
        spoken_by=behalf[0] if behalf else None,
        spoken_for=behalf[1] if behalf else None,
        within=intake_contact.uuid_of(request, said["within"]),
        began_at=moment_of(said["began"]),
        notice_version_id=intake_notice.said_version(data=request.POST, channel=said["channel"]),
    )


def _taken(request: DeskRequest, made: "ServiceRequest", *, within: UUID | None) -> HttpResponseBase:
    words = _("Taken. The number is %(number)s. Expected by %(when)s.")
    when = due.exact(made.due_at) if made.due_at else ""
    messages.success(request, words % {"number": said(made.reference), "when": when})
    named = council.councillors_to_name(request=made, on=timezone.localtime(request.at).date())
    if named:
        messages.info(request, _("On the council: %(names)s.") % {"names": ", ".join(named)})
    return redirect("desk:contact", within) if within else redirect("desk:request", made.reference)
