"""Reads that are unlike those of others."""

from django.http import HttpResponseBase
from django.views.decorators.http import require_safe

from townline.accounts.permissions import Capability
from townline.desk.presenters.privacy import tabs
from townline.desk.presenters.unusual import DAYS, unusual
from townline.desk.views.access import DeskRequest, page, staff_page
from townline.privacy import queries as privacy


@require_safe
@staff_page(Capability.SEE_READ_LOG)
def unusual_reads(request: DeskRequest) -> HttpResponseBase:
    found = unusual(viewer=request.viewer, at=request.at)
    return page(
        request,
        "desk/privacy/unusual.html",
        {
            "tabs": tabs(viewer=request.viewer, current="reads_unusual"),
            "lines": found.lines,
            "is_cut": found.is_cut,
            "days": DAYS,
            "many": privacy.MANY_AN_HOUR,
        },
    )
