"""The log of reads: of everything, of one person, of one record, by one member of staff."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from townline.accounts import queries as accounts
from townline.accounts.permissions import Capability
from townline.core.reference import ReferenceMistyped, parse, said
from townline.desk.forms.reads import PeriodForm
from townline.desk.presenters import reads as presenters
from townline.desk.presenters.privacy import tabs
from townline.desk.views.access import DeskRequest, page, staff_page
from townline.desk.views.reads.days import about_person, days_asked, moment_asked, name_of, period_query
from townline.privacy import queries as privacy
from townline.privacy.reading import What, saw
from townline.service_requests import queries as service_requests

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from townline.privacy.models import ReadEntry


ROWS = 100
MOST_FOUND = 20


@require_safe
@staff_page(Capability.SEE_READ_LOG)
def reads(request: DeskRequest) -> HttpResponseBase:
    """One box: the number of a request, a member of staff, or (for who sees customers) a person."""
    text = request.GET.get("q", "").strip()
    try:
        subject = service_requests.subject_of(reference=parse(text)) if text else None
    except ReferenceMistyped:
        subject = None
    if subject is not None:
        return redirect("desk:reads_record", subject)
    found: list[Any] = []
    if text and request.viewer.can(Capability.SEE_CUSTOMERS):
        found = list(service_requests.find_customers(text=text, viewer=request.viewer, limit=MOST_FOUND))
    staff = [user for user in accounts.all_users() if text and text.lower() in user.name.lower()][:MOST_FOUND]
    return page(
        request,
        "desk/privacy/reads.html",
        {
            "tabs": tabs(viewer=request.viewer, current="reads"),
            "text": text,
            "found": found,
            "staff": staff,
            "sees_customers": request.viewer.can(Capability.SEE_CUSTOMERS),
        },
    )


@require_safe
@staff_page(Capability.SEE_READ_LOG)
def person(request: DeskRequest, uuid: UUID) -> HttpResponseBase:
    """Who looked at me? Also under the rows that were joined with this one, and on their requests."""
    rows, since, until = about_person(request, uuid)
    saw(people=[uuid], what=What.READ_LOG)
    return reads_page(
        request,
        rows,
        {
            "who": presenters.person_words(uuid, name_of(request, uuid)),
            "is_person": True,
            "answer_url": f"{reverse('desk:reads_answer', args=[uuid])}?{period_query(since, until)}",
        },
    )


@require_safe
@staff_page(Capability.SEE_READ_LOG)
def record(request: DeskRequest, uuid: UUID) -> HttpResponseBase:
    rows = privacy.reads_on(subject=uuid, **days_asked(request))
    saw(people=[], subject=uuid, what=What.READ_LOG)
    reference = service_requests.references_of(subjects=[uuid]).get(uuid)
    return reads_page(request, rows, {"who": said(reference) if reference else str(uuid)[:8], "is_record": True})


@require_safe
@staff_page(Capability.SEE_READ_LOG)
def reader(request: DeskRequest, number: int) -> HttpResponseBase:
    user = accounts.user_by_id(user_id=number)
    rows = privacy.reads_of(reader_id=number, **days_asked(request))
    return reads_page(request, rows, {"who": user.name, "is_reader": True})


def reads_page(request: DeskRequest, rows: "QuerySet[ReadEntry]", context: dict[str, object]) -> HttpResponseBase:
    before = moment_asked(request.GET.get("before", ""))
    if before is not None:
        rows = rows.filter(at__lt=before)
    shown = list(rows[: ROWS + 1])
    names = presenters.names_for(shown, viewer=request.viewer)
    asked = {name: request.GET[name] for name in ("since", "until") if request.GET.get(name)}
    more = f"?{urlencode({**asked, 'before': shown[ROWS - 1].at.isoformat()})}" if len(shown) > ROWS else ""
    return page(
        request,
        "desk/privacy/reads_list.html",
        {
            "tabs": tabs(viewer=request.viewer, current="reads"),
            "lines": presenters.lines(shown[:ROWS], names),
            "form": PeriodForm(request.GET or None),
            "next_url": more,
            "here": request.path,
            **context,
        },
    )
