"""Paper mail and the drop box: cover sheets, scanning in, sorting, where the paper is."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from townline.accounts.permissions import Capability
from townline.core.errors import NotFound
from townline.core.reference import ReferenceMistyped
from townline.desk.forms.outreach import PaperForm, ScanForm, WhoseForm
from townline.desk.presenters import contacts
from townline.desk.presenters import outreach as presenters
from townline.desk.views.access import DeskRequest, page, staff_page
from townline.interactions import operations as interactions
from townline.interactions import queries
from townline.interactions.scan_check import TYPES
from townline.interactions.values import PageKind
from townline.service_requests.permissions import may_see_customer
from townline.service_requests.queries import (
    find_customers,
    subjects_open_to,
    visible_customer,
    visible_request,
    visible_requests,
)

SHOWN = 60
MOST = 8


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Capability.RECORD_CONTACTS)
def mail(request: DeskRequest) -> HttpResponseBase:
    """Scan in, and what waits to be sorted."""
    today = timezone.localdate(request.at)
    form = ScanForm(initial={"way": "mail", "received_on": today})
    if request.method == "POST":
        form = ScanForm(request.POST, request.FILES)
        if form.is_valid():
            return _scan(request, form)
    at, viewer = request.at, request.viewer
    filed = queries.mail_filed(viewer=viewer, subjects=subjects_open_to(viewer=viewer), limit=SHOWN)
    context = {
        "form": form,
        "to_sort": [presenters.item_row(item, at=at) for item in queries.mail_to_sort(viewer=viewer, limit=SHOWN)],
        "filed": [presenters.item_row(item, at=at) for item in filed],
        "tab": "mail",
        "leads": viewer.can(Capability.APPROVE),
    }
    return page(request, "desk/contacts/mail.html", context, status=422 if form.errors else 200)


def _scan(request: DeskRequest, form: ScanForm) -> HttpResponseBase:
    said = form.cleaned_data
    delivery = interactions.Delivery(said["way"], said["received_on"], said["paper_place"])
    done = interactions.scan_in(files=said["pages"], delivery=delivery, by=request.viewer, at=request.at)
    for name, reason in done.refused:
        messages.warning(request, f"{name}: {reason}")
    if done.filed:
        words = ngettext(
            "%(count)d item filed by its number.", "%(count)d items filed by their numbers.", len(done.filed)
        )
        messages.success(request, words % {"count": len(done.filed)})
    if done.to_sort:
        words = ngettext("%(count)d item waits to be sorted.", "%(count)d items wait to be sorted.", len(done.to_sort))
        messages.success(request, words % {"count": len(done.to_sort)})
    return redirect("desk:mail")


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
    people = _people(request, request.POST.get("find", ""))
    request_about = _request_about(request, found.subject)
    context = {
        "item": presenters.item(found, at=request.at),
        "form": form,
        "people": contacts.candidates(people, chosen=request.POST.get("who", "")),
        "paper": PaperForm(initial={"place": found.paper_place}),
        "about": contacts.requests_made([request_about] if request_about else []),
    }
    return page(request, "desk/contacts/mail_item.html", context, status=422 if form.errors else 200)


def _file(request: DeskRequest, found: Any, form: WhoseForm) -> HttpResponseBase | None:
    """Nothing where the page has to come back: to choose among people, or with an error."""
    said = form.cleaned_data
    try:
        customer, subject = _whose(request, number=said["number"], who=request.POST.get("who", ""))
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


def _whose(request: DeskRequest, *, number: str, who: str) -> tuple[Any, UUID | None]:
    """The customer and the request behind a number; the customer who was picked."""
    if number.strip():
        try:
            cover = queries.cover_coded(code=number)
        except NotFound:
            asked = visible_request(reference=number, viewer=request.viewer)
            knows = may_see_customer(request=asked, viewer=request.viewer)
            return asked.customer if knows else None, asked.uuid
        return cover.customer, cover.subject
    if who:
        return visible_customer(uuid=_uuid(who), viewer=request.viewer).customer, None
    return None, None


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise NotFound from None


def _people(request: DeskRequest, text: str) -> Any:
    if not text.strip():
        return []
    return find_customers(text=text, viewer=request.viewer, limit=MOST)


def _request_about(request: DeskRequest, subject: UUID | None) -> Any:
    if subject is None:
        return None
    return visible_requests(viewer=request.viewer).filter(uuid=subject).select_related("service").first()


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


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Capability.RECORD_CONTACTS)
def cover_new(request: DeskRequest) -> HttpResponseBase:
    """A cover sheet for a customer or a request."""
    start = {"number": request.GET.get("request", "")}
    form = WhoseForm(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        try:
            customer, subject = _whose(request, number=form.cleaned_data["number"], who=request.POST.get("who", ""))
        except (NotFound, ReferenceMistyped) as refusal:
            form.add_error("number", str(refusal))
        else:
            if customer is not None or subject is not None:
                made = interactions.print_cover(customer=customer, subject=subject, by=request.viewer, at=request.at)
                return redirect("desk:mail_cover", made.code)
            if not form.cleaned_data["find"]:
                form.add_error("number", _("Give a number, or find the customer."))
    people = _people(request, request.POST.get("find", ""))
    context = {"form": form, "people": contacts.candidates(people, chosen=request.POST.get("who", ""))}
    return page(request, "desk/contacts/cover_new.html", context, status=422 if form.errors else 200)


@require_safe
@staff_page(Capability.RECORD_CONTACTS)
def cover(request: DeskRequest, code: str) -> HttpResponseBase:
    sheet = queries.cover_coded(code=code)
    about = _request_about(request, sheet.subject)
    if sheet.subject and about is None:
        raise NotFound
    if sheet.customer and not sheet.subject:
        visible_customer(uuid=sheet.customer.uuid, viewer=request.viewer)
    knows = about is None or may_see_customer(request=about, viewer=request.viewer)
    shown = presenters.cover(sheet, reference=about.reference if about else "")
    return page(request, "desk/contacts/cover.html", {"cover": {**shown, "who": shown["who"] if knows else ""}})


def _item(request: DeskRequest, uuid: UUID) -> Any:
    return queries.mail_item(uuid=uuid, viewer=request.viewer, subjects=subjects_open_to(viewer=request.viewer))
