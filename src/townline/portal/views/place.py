"""Where it is, and what is known nearby."""

from dataclasses import asdict

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from townline.catalog.definitions import PlaceRule
from townline.places import queries as places
from townline.places.values import Location
from townline.portal import presenters
from townline.portal.forms.place import AS_TYPED, ChoiceOfAddressForm, PlaceForm
from townline.portal.presenters.places import exact_match, found_addresses, ward_name
from townline.portal.views.drafts import Report, report_of
from townline.portal.views.report import comes_from_check, elsewhere, go_on, kept, next_url, show
from townline.service_requests import queries

STEP = "place"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def place(request: HttpRequest, code: str) -> HttpResponse:
    report = report_of(request, code)
    away = elsewhere(report, STEP)
    if away:
        return away
    if request.method != "POST":
        return _page(request, report, PlaceForm.showing(report.flow.typed.location))
    if "photo" in request.POST:
        return _from_photo(request, report)
    form = PlaceForm(request.POST)
    if not form.is_valid():
        return _page(request, report, form)
    return _settle(request, report, form)


def _settle(request: HttpRequest, report: Report, form: PlaceForm) -> HttpResponse:
    typed = str(form.cleaned_data["address"]).strip()
    point = _point(report, form, typed)
    if "find" in request.POST:
        point = None
    chosen = request.POST.get("chosen", "")
    location = Location(
        lat=point[0] if point else None,
        long=point[1] if point else None,
        address=typed,
        description=str(form.cleaned_data["description"]).strip(),
    )
    if typed and point is None and chosen != AS_TYPED:
        found = places.find_addresses(text=typed, limit=6)
        address = next((row for row in found if str(row.pk) == chosen), None) or exact_match(found, typed)
        if address is None and (found or "find" in request.POST):
            return _page(request, report, form, found=found_addresses(found), asked="chosen" in request.POST)
        if address is not None:
            location = Location(address.lat, address.long, address.text, address.postal_code, location.description)
    return _keep_place(request, report, form, location)


def _point(report: Report, form: PlaceForm, typed: str) -> tuple[float, float] | None:
    """The point of the map, unless the address was typed anew after it and the map was not touched."""
    lat, long = form.cleaned_data.get("lat"), form.cleaned_data.get("long")
    if lat is None or long is None:
        return None
    before = report.flow.typed.location
    is_old = (before.lat, before.long) == (lat, long)
    return None if is_old and before.address != typed else (lat, long)


def _keep_place(request: HttpRequest, report: Report, form: PlaceForm, location: Location) -> HttpResponse:
    if location.is_empty and report.entry.definition.place is PlaceRule.REQUIRED:
        form.add_error("address", _("Say where it is: an address, a point on the map, or a description of the place."))
        return _page(request, report, form)
    if location.lat is not None and location.long is not None:
        if presenters.is_outside(lat=location.lat, long=location.long, on=timezone.localdate()):
            form.add_error(
                "address",
                _("That place is outside the city. Choose a place inside it, or call the municipality there."),
            )
            return _page(request, report, form)
        if not location.address:
            near = places.nearest_address(lat=location.lat, long=location.long)
            location = Location(
                location.lat,
                location.long,
                near.text if near else "",
                near.postal_code if near else "",
                location.description,
            )
    report.flow.typed.place = asdict(location)
    report.flow.typed.mark(STEP)
    if _near(report):
        query = "?back=check" if comes_from_check(request) else ""
        return kept(request, report, reverse("portal:report_near", args=[report.code]) + query)
    return go_on(request, report, STEP)


def _from_photo(request: HttpRequest, report: Report) -> HttpResponse:
    """Puts the point where the picture was taken; the person looks at it before going on."""
    photo = next((item for item in queries.photos_of_draft(draft=report.uuid) if item.lat is not None), None)
    if photo is not None and photo.lat is not None and photo.long is not None:
        near = places.nearest_address(lat=photo.lat, long=photo.long)
        before = report.flow.typed.location
        location = Location(
            photo.lat, photo.long, near.text if near else "", near.postal_code if near else "", before.description
        )
        report.flow.typed.place = asdict(location)
    return kept(request, report, reverse("portal:report_place", args=[report.code]))


def _near(report: Report) -> list[queries.NearRequest]:
    location = report.flow.typed.location
    if location.lat is None or location.long is None or not report.entry.definition.is_public:
        return []
    return queries.nearby_open(lat=location.lat, long=location.long, service_id=report.entry.id)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def near(request: HttpRequest, code: str) -> HttpResponse:
    """“Is it one of these?” before somebody writes everything down a second time."""
    report = report_of(request, code)
    if STEP not in report.flow.typed.done:
        return redirect("portal:report", code=code)
    found = _near(report)
    if request.method == "POST" or not found:
        return redirect(next_url(request, report, STEP))
    context = {
        "rows": [presenters.near_row(row) for row in found],
        "back_url": reverse("portal:report_place", args=[code]),
        "place": presenters.place_in_words(report.flow.typed.location),
    }
    return show(request, report, STEP, "portal/report/near.html", context)


def _page(
    request: HttpRequest,
    report: Report,
    form: PlaceForm,
    *,
    found: list[tuple[str, str, str]] | None = None,
    asked: bool = False,
) -> HttpResponse:
    choice = None
    if found:
        typed = str(form.data.get("address", ""))
        choice = ChoiceOfAddressForm(found=found, typed=typed, data=request.POST if asked else None)
    photos = queries.photos_of_draft(draft=report.uuid) if report.is_kept else []
    taken_at = next(
        ((photo.lat, photo.long) for photo in photos if photo.lat is not None and photo.long is not None), None
    )
    kept_place = report.flow.typed.location
    return show(
        request,
        report,
        STEP,
        "portal/report/place.html",
        {
            "form": form,
            "choice": choice,
            "nothing_found": found == [],
            "is_optional": report.entry.definition.place is PlaceRule.OPTIONAL,
            "photo_place": presenters.offered_place(taken_at)
            if taken_at and taken_at != (kept_place.lat, kept_place.long)
            else "",
            "ward": ward_name(lat=kept_place.lat, long=kept_place.long, on=timezone.localdate()),
            "lookup_url": reverse("portal:place_lookup"),
        },
    )
