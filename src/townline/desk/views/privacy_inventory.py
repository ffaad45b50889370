"""What the city holds about people and why: made from what the fields say about themselves."""

import csv
import io

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from townline.desk.forms.privacy_inventory import InventoryFilter
from townline.desk.presenters import privacy as presenters
from townline.desk.views.access import DeskRequest, page, staff_page


@require_safe
@staff_page()
def start(request: DeskRequest) -> HttpResponseBase:
    """The first part that is open to this person."""
    return redirect(str(presenters.tabs(viewer=request.viewer, current="")[0]["url"]))


@require_safe
@staff_page()
def inventory(request: DeskRequest) -> HttpResponseBase:
    form = InventoryFilter(request.GET)
    rows = presenters.inventory(**form.wanted)
    query = request.GET.urlencode()
    download = reverse("desk:privacy_inventory_csv")
    return page(
        request,
        "desk/privacy/inventory.html",
        {
            "tabs": presenters.tabs(viewer=request.viewer, current="privacy_inventory"),
            "form": form,
            "rows": rows,
            "parts": presenters.by_room(rows),
            "impersonal": presenters.impersonal_rows() if not any(form.wanted.values()) else [],
            "csv_url": f"{download}?{query}" if query else download,
        },
    )


@require_safe
@staff_page()
def inventory_csv(request: DeskRequest) -> HttpResponseBase:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(presenters.csv_head())
    writer.writerows(presenters.csv_row(row) for row in presenters.inventory(**InventoryFilter(request.GET).wanted))
    response = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")  # for spreadsheets
    response["Content-Disposition"] = f'attachment; filename="{_("data-inventory")}.csv"'
    return response
