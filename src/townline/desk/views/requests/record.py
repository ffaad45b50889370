"""The page of one request."""

from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from townline.core.reference import parse
from townline.desk.views.access import DeskRequest, staff_page
from townline.desk.views.requests.page import record_page
from townline.service_requests import queries


@require_safe
@staff_page()
def record(request: DeskRequest, reference: str) -> HttpResponseBase:
    number = parse(reference)
    if number != reference:
        return redirect("desk:request", number)
    found = queries.record_of(reference=number, viewer=request.viewer)
    return record_page(request, found)
