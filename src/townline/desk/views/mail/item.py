"""One item of mail: its pages, whose it is, where the paper is."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from townline.accounts.permissions import Capability
from townline.core.errors import NotFound
from townline.core.reference import ReferenceMistyped
from townline.desk.forms.outreach import PaperForm, WhoseForm
from townline.desk.presenters import outreach as presenters
from townline.desk.presenters.contacts.candidates import candidates
from townline.desk.presenters.contacts.topics import requests_made
from townline.desk.views.access import DeskRequest, page, staff_page
from townline.desk.views.mail.whose import people, request_about, whose
from townline.interactions import operations as interactions
from townline.interactions import queries
from townline.interactions.scan_check import TYPES
from townline.interactions.values import PageKind
from townline.service_requests.queries import subjects_open_to


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Capability.RECORD_CONTACTS)
def item(request: DeskRequest, uuid: UUID) -> HttpResponseBase:
    """One item: its pages, whose it is, where the paper is."""
    found = _item(request, uuid)
    form = WhoseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        filed = _file(request, found, form)
        if filed is not None:
            return filed
    found_people = people(request, request.POST.get("find", ""))
    asked = request_about(request, found.subject)
    context = {
        "item": presenters.item(found, at=request.at),
        "form": form,
        "people": candidates(found_people, chosen=request.POST.get("who", "")),
        "paper": PaperForm(initial={"place": found.paper_place}),
        "about": requests_made([asked] if asked else []),
    }
    return page(request, "desk/contacts/mail_item.html", context, status=422 if form.errors else 200)


def _file(request: DeskRequest, found: Any, form: WhoseForm) -> HttpResponseBase | None:
    """Nothing where the page has to come back: to choose among people, or with an error."""
    said = form.cleaned_data
    try:
        customer, subject = whose(request, number=said["number"], who=request.POST.get("who", ""))
    except (NotFound, ReferenceMistyped) as refusal:
        form.add_error("number", str(refusal))
        return None
    if customer is None and subject is None:
        if not said["find"]:
            form.add_error("number", _("Give a number, or find the customer."))
        return None
    interactions.file_item(
        item=found, customer=customer, subject=subject, about=said["about"], by=request.viewer, at=request.at
    )
    messages.success(request, _("Filed."))
    return redirect("desk:mail")


@require_POST
@staff_page(Capability.RECORD_CONTACTS)
def paper(request: DeskRequest, uuid: UUID) -> HttpResponseBase:
    found, form = _item(request, uuid), PaperForm(request.POST)
    if form.is_valid():
        interactions.move_paper(item=found, by=request.viewer, at=request.at, **form.cleaned_data)
        messages.success(request, _("Kept."))
    return redirect("desk:mail_item", uuid)


@require_safe
@staff_page(Capability.RECORD_CONTACTS)
def scan(request: DeskRequest, uuid: UUID, number: int) -> HttpResponseBase:
    """The file itself, for who may open the item; never run by the browser as a page of ours."""
    subjects = subjects_open_to(viewer=request.viewer)
    found = queries.mail_page(uuid=uuid, number=number, viewer=request.viewer, subjects=subjects)
    kind = PageKind(found.kind)
    headers = {"Cache-Control": "private, no-store", "X-Content-Type-Options": "nosniff"}
    name = f"{uuid}-{number}.{kind.value}"
    is_download = kind is PageKind.TIFF
    return FileResponse(
        found.file.open("rb"), content_type=TYPES[kind], filename=name, as_attachment=is_download, headers=headers
    )


def _item(request: DeskRequest, uuid: UUID) -> Any:
    return queries.mail_item(uuid=uuid, viewer=request.viewer, subjects=subjects_open_to(viewer=request.viewer))
