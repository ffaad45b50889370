"""Cover sheets: a number that files what is scanned behind it."""

from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from townline.accounts.permissions import Capability
from townline.core.errors import NotFound
from townline.core.reference import ReferenceMistyped
from townline.desk.forms.outreach import WhoseForm
from townline.desk.presenters import outreach as presenters
from townline.desk.presenters.contacts.candidates import candidates
from townline.desk.views.access import DeskRequest, page, staff_page
from townline.desk.views.mail.whose import people, request_about, whose
from townline.interactions import operations as interactions
from townline.interactions import queries
from townline.service_requests.permissions import may_see_customer
from townline.service_requests.queries import visible_customer


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Capability.RECORD_CONTACTS)
def cover_new(request: DeskRequest) -> HttpResponseBase:
    """A cover sheet for a customer or a request."""
    start = {"number": request.GET.get("request", "")}
    form = WhoseForm(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        try:
            customer, subject = whose(request, number=form.cleaned_data["number"], who=request.POST.get("who", ""))
        except (NotFound, ReferenceMistyped) as refusal:
            form.add_error("number", str(refusal))
        else:
            if customer is not None or subject is not None:
                made = interactions.print_cover(customer=customer, subject=subject, by=request.viewer, at=request.at)
                return redirect("desk:mail_cover", made.code)
            if not form.cleaned_data["find"]:
                form.add_error("number", _("Give a number, or find the customer."))
    found_people = people(request, request.POST.get("find", ""))
    context = {"form": form, "people": candidates(found_people, chosen=request.POST.get("who", ""))}
    return page(request, "desk/contacts/cover_new.html", context, status=422 if form.errors else 200)


@require_safe
@staff_page(Capability.RECORD_CONTACTS)
def cover(request: DeskRequest, code: str) -> HttpResponseBase:
    sheet = queries.cover_coded(code=code)
    about = request_about(request, sheet.subject)
    if sheet.subject and about is None:
        raise NotFound
    if sheet.customer and not sheet.subject:
        visible_customer(uuid=sheet.customer.uuid, viewer=request.viewer)
    knows = about is None or may_see_customer(request=about, viewer=request.viewer)
    shown = presenters.cover(sheet, reference=about.reference if about else "")
    return page(request, "desk/contacts/cover.html", {"cover": {**shown, "who": shown["who"] if knows else ""}})
