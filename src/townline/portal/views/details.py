"""Words and pictures of a report."""

from contextlib import suppress
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from townline.core.errors import NotFound
from townline.portal import presenters
from townline.portal.forms.details import DetailsForm
from townline.portal.views.drafts import Report, remember, report_of
from townline.portal.views.report import elsewhere, go_on, show
from townline.portal.views.senders import address_of
from townline.service_requests import operations as service_requests
from townline.service_requests import queries
from townline.service_requests.pictures import PictureRefused

STEP = "details"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def details(request: HttpRequest, code: str) -> HttpResponse:
    report = report_of(request, code)
    away = elsewhere(report, STEP)
    if away:
        return away
    if request.method != "POST":
        return _page(request, report, DetailsForm(initial={"description": report.flow.typed.description}))
    form = DetailsForm(request.POST, request.FILES)
    is_valid = form.is_valid()
    report.flow.typed.description = _as_kept(form.data.get("description", ""))
    take_in(request, report, form)
    if not is_valid or form.errors:
        response = _page(request, report, form)
        report.keep(at=timezone.now())
        remember(response, request, report)
        return response
    if "remove" in request.POST:
        return _remove(request, report)
    if "add" in request.POST:
        report.keep(at=timezone.now())
        response = HttpResponseRedirect(reverse("portal:report_details", args=[code]) + "#photos")
        remember(response, request, report)
        return response
    return go_on(request, report, STEP)


def _as_kept(typed: object) -> str:
    """What was typed is kept even when it is refused, as far as the database can hold it."""
    return str(typed).replace("\x00", "")[:10_000]


def take_in(request: HttpRequest, report: Report, form: DetailsForm) -> None:
    """Keeps each picture that can be kept; the others are named in the form's errors."""
    if not report.entry.definition.photos_allowed:
        return
    at = timezone.now()
    for file in form.cleaned_data.get("photos") or []:
        try:
            service_requests.count_sender(address=address_of(request), limit=service_requests.PHOTOS, at=at)
            service_requests.add_photo(draft=report.uuid, file=file, at=at)
        except service_requests.TooMany as refusal:
            form.add_error("photos", presenters.too_many(refusal.until))
            break
        except PictureRefused as refusal:
            form.add_error("photos", str(refusal))


def _remove(request: HttpRequest, report: Report) -> HttpResponse:
    with suppress(NotFound):  # pressed twice: it is gone already
        service_requests.remove_photo(draft=report.uuid, uuid=presenters.uuid_of(request.POST["remove"]))
    report.keep(at=timezone.now())
    response = HttpResponseRedirect(reverse("portal:report_details", args=[report.code]) + "#photos")
    remember(response, request, report)
    return response


def _page(request: HttpRequest, report: Report, form: DetailsForm) -> HttpResponse:
    photos = queries.photos_of_draft(draft=report.uuid) if report.is_kept or form.is_bound else []
    context: dict[str, Any] = {
        "form": form,
        "photos": [presenters.draft_photo(photo, code=report.code) for photo in photos],
        "photos_allowed": report.entry.definition.photos_allowed,
    }
    return show(request, report, STEP, "portal/report/details.html", context)
