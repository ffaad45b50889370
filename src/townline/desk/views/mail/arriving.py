"""Paper mail and the drop box: it is scanned in, and what has no number waits to be sorted."""

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from townline.accounts.permissions import Capability
from townline.desk.forms.outreach import ScanForm
from townline.desk.presenters import outreach as presenters
from townline.desk.views.access import DeskRequest, page, staff_page
from townline.interactions import operations as interactions
from townline.interactions import queries
from townline.service_requests.queries import subjects_open_to

SHOWN = 60


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
