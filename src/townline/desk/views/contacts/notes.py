"""What was said in a contact is written down; at its end the contact is wrapped up."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from townline.accounts.permissions import Capability
from townline.desk.forms.contacts import NotesForm, WrapUpForm
from townline.desk.presenters.contacts.naming import caller_name, contact_url
from townline.desk.presenters.contacts.topics import service_codes
from townline.desk.views.access import DeskRequest, staff_page
from townline.desk.views.contacts.door import door, then_of, with_then
from townline.desk.views.contacts.page import contact_page
from townline.interactions import operations as interactions


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Capability.RECORD_CONTACTS)
def contact(request: DeskRequest, uuid: UUID) -> HttpResponseBase:
    found = door(request, uuid)
    if request.method != "POST":
        return contact_page(request, found)
    form = NotesForm(request.POST, services=service_codes())
    if not form.is_valid():
        return contact_page(request, found, form=form, status=422)
    try:
        interactions.write_down(contact=found, notes=form.notes, by=request.viewer, at=request.at)
    except interactions.PromiseNeedsDay as refusal:
        form.add_error("promised_by", str(refusal))
        return contact_page(request, found, form=form, status=422)
    messages.success(request, _("Kept."))
    return redirect(with_then(contact_url(found), request))


@require_POST
@staff_page(Capability.RECORD_CONTACTS)
def wrap_up(request: DeskRequest, uuid: UUID) -> HttpResponseBase:
    """The notes of the page are kept with it."""
    found = door(request, uuid)
    form = NotesForm(request.POST, services=service_codes()) if "summary" in request.POST else None
    answers = WrapUpForm(request.POST)
    if not answers.is_valid() or (form is not None and not form.is_valid()):
        return contact_page(request, found, form=form, answers=answers, status=422)
    try:
        interactions.wrap_up(
            contact=found, notes=form.notes if form else None, said=answers.said, by=request.viewer, at=request.at
        )
    except interactions.PromiseNeedsDay as refusal:
        if form is not None:
            form.add_error("promised_by", str(refusal))
        return contact_page(request, found, form=form, answers=answers, status=422)
    except (interactions.AlreadyWrappedUp, interactions.WrapUpIncomplete) as refusal:
        answers.add_error(None, str(refusal))
        return contact_page(request, found, form=form, answers=answers, status=422)
    messages.success(request, _("Wrapped up: %(who)s.") % {"who": caller_name(found)})
    return redirect(then_of(request) or reverse("desk:contacts"))
