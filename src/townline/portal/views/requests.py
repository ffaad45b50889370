"""The public list and map, and the public page of one request."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from townline.catalog import queries as catalog
from townline.core import reference as references
from townline.core.errors import NotFound
from townline.core.reference import ReferenceMistyped
from townline.places import queries as places
from townline.portal import presenters
from townline.portal.forms.filters import FilterForm
from townline.portal.presenters.flow import speaks
from townline.portal.views.senders import address_of
from townline.service_requests import operations as service_requests
from townline.service_requests import queries
from townline.ui import times

POINTS_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Line:
    url: str
    what: str
    where: str
    ward: str
    step: str
    tone: str
    at: datetime
    reference: str
    words: str


@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    form = _filters(request)
    page = queries.public_list(filters=form.filters(), after=request.GET.get("after", ""))
    names, wards = presenters.service_names(), dict(form.wards.values())
    here = reverse("portal:requests")
    context: dict[str, Any] = {
        "nav": "requests",
        "filter_form": form,
        "filters": [{"words": form.words(name), "off_url": here + form.query(**{name: ""})} for name in form.chosen],
        "clear_url": here,
        "lines": [_line(row, names, wards) for row in page.rows],
        "next_url": here + form.query(after=page.after) if page.has_more else "",
        "first_url": here + form.query() if request.GET.get("after") else "",
        "points_url": reverse("portal:points") + form.query(),
        "request_url": reverse("portal:request", args=["000000000"]).replace("000000000", "{reference}"),
    }
    return render(request, "portal/request/list.html", context)


@require_safe
def exported(request: HttpRequest) -> HttpResponseBase:
    """Every public request as one file, for anybody's own tools."""
    at = timezone.now()
    try:
        service_requests.count_sender(address=address_of(request), limit=service_requests.EXPORTS, at=at)
    except service_requests.TooMany as refusal:
        page = render(request, "portal/request/wait.html", {"until": times.clock(refusal.until)}, status=429)
        page["Retry-After"] = str(int((refusal.until - at).total_seconds()) + 1)
        return page
    rows = queries.public_requests_csv(language=get_language() or "en")
    response = StreamingHttpResponse(rows, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="requests.csv"'
    return response


@require_safe
def points(request: HttpRequest) -> HttpResponse:
    """The same requests as points, written by the database and passed through."""
    names = "name_fr" if speaks() == "fr" else "name_en"
    body = queries.points_json(filters=_filters(request).filters(), names=names, steps=presenters.step_words())
    return HttpResponse(
        body, content_type="application/json", headers={"Cache-Control": f"public, max-age={POINTS_SECONDS}"}
    )


@require_safe
def shown(request: HttpRequest, reference: str) -> HttpResponse:
    """What anybody may see of one request. A private one is not told from one that does not exist."""
    try:
        found = queries.public_request(reference=reference)
    except ReferenceMistyped as refusal:
        return _unknown(request, {"text": reference, "error": str(refusal)})
    except NotFound:
        return _unknown(request, {"text": references.said(references.parse(reference)), "is_private": True})
    if found.reference != reference:
        return redirect("portal:request", reference=found.reference)
    words, tone = presenters.step_of(found.state)
    context = {
        "nav": "requests",
        "made": found,
        "service_name": presenters.service_name(found),
        "step": words,
        "tone": tone,
        "track": presenters.public_track(found),
        "notes": presenters.note_rows(
            queries.public_notes(request=found), department=presenters.department_name(found)
        ),
        "photos": [presenters.public_photo(photo) for photo in queries.released_photos(request=found)],
        "words": found.description if found.words_released_at else "",
        "place": found.block,
        "point": queries.public_point(lat=found.lat, long=found.long),
        "ward": presenters.ward_names(on=timezone.localdate()).get(found.ward_id or 0, ""),
        "department": presenters.department_name(found),
        "may_follow": found.is_open,
        "is_followed": "followed" in request.GET,
        "merged_url": _merged_url(found),
    }
    return render(request, "portal/request/detail.html", context)


def _merged_url(found: Any) -> str:
    target = found.merged_into
    return reverse("portal:request", args=[target.reference]) if target and target.visibility == "public" else ""


def _unknown(request: HttpRequest, context: dict[str, object]) -> HttpResponse:
    return render(
        request, "portal/start/look_up.html", {**context, "look_up_url": reverse("portal:look_up")}, status=404
    )


def _filters(request: HttpRequest) -> FilterForm:
    areas = places.areas_in_force(on=timezone.localdate())
    wards = {area.code: (area.id, area.name.in_(speaks())) for area in areas}
    return FilterForm(request.GET, catalogue=catalog.catalogue(), wards=wards)


def _line(row: queries.PublicRow, names: dict[int, str], wards: dict[int, str]) -> Line:
    step, tone = presenters.step_of(row.state)
    return Line(
        url=reverse("portal:request", args=[row.reference]),
        what=names.get(row.service_id, ""),
        where=row.block,
        ward=wards.get(row.ward_id or 0, ""),
        step=step,
        tone=tone,
        at=row.submitted_at,
        reference=row.reference,
        words=row.released_words,
    )
