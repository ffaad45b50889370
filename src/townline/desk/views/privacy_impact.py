"""The privacy impact export: to read and print, as a tagged PDF, as JSON."""

from django.http import HttpResponse, HttpResponseBase, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from townline.desk.presenters.impact import impact_of, impact_pdf
from townline.desk.presenters.privacy import tabs
from townline.desk.views.access import DeskRequest, page, staff_page


@require_safe
@staff_page()
def impact(request: DeskRequest) -> HttpResponseBase:
    made = impact_of(at=request.at)
    parts = tabs(viewer=request.viewer, current="privacy_impact")
    return page(request, "desk/privacy/impact.html", {"tabs": parts, "impact": made})


@require_safe
@staff_page()
def pdf(request: DeskRequest) -> HttpResponseBase:
    response = HttpResponse(impact_pdf(impact=impact_of(at=request.at)), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{_("privacy-impact")}.pdf"'
    return response


@require_safe
@staff_page()
def document(request: DeskRequest) -> HttpResponseBase:
    response = JsonResponse(impact_of(at=request.at).as_json(), json_dumps_params={"ensure_ascii": False, "indent": 2})
    response["Content-Disposition"] = f'attachment; filename="{_("privacy-impact")}.json"'
    return response
