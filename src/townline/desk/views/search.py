"""One search box: a number, a person, a place, words."""

from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from townline.core import reference as references
from townline.desk.presenters.queue.columns import COLUMNS as ALL_COLUMNS
from townline.desk.presenters.queue.rows import row_views
from townline.desk.views.access import DeskRequest, page, staff_page
from townline.service_requests import queries
from townline.service_requests.queries import Tab

COLUMNS = ("state", "team", "received")


@require_safe
@staff_page()
def search(request: DeskRequest) -> HttpResponseBase:
    text = request.GET.get("q", "")
    found = queries.search(viewer=request.viewer, text=text)
    if len(found.rows) == 1 and references.is_reference(text):
        return redirect("desk:request", found.rows[0].reference)
    return page(
        request,
        "desk/search/results.html",
        {
            "text": text.strip(),
            "rows": row_views(
                rows=found.rows, columns=COLUMNS, wards={}, viewer=request.viewer, tab=Tab.ALL, at=request.at
            ),
            "columns": [ALL_COLUMNS[name] for name in COLUMNS],
            "heads": {},
            "people": found.people,
            "corrected": found.corrected.items(),
            "is_mistyped": found.is_mistyped,
            "has_more": found.has_more,
            "newest": found.newest,
            "some": found.some,
        },
    )
