"""Who looked at whom: by person, by record, by member of staff; what is unusual; the answer for a resident."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.conf import settings
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from townline.accounts import queries as accounts
from townline.accounts.permissions import Capability
from townline.core.errors import NotFound
from townline.core.reference import ReferenceMistyped, parse, said
from townline.customers import queries as customers
from townline.desk.forms.reads import PeriodForm
from townline.desk.presenters import reads as presenters
from townline.desk.presenters.privacy import tabs
from townline.desk.presenters.unusual import DAYS, unusual
from townline.desk.views.access import DeskRequest, page, staff_page
from townline.privacy import queries as privacy
from townline.privacy.reading import What, saw
from townline.service_requests import queries as service_requests

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from townline.privacy.models import ReadEntry

ROWS = 100
MOST_IN_ANSWER = 5_000
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
    rows, since, until = _about(request, uuid)
    saw(people=[uuid], what=What.READ_LOG)
    return _list(
        request,
        rows,
        {
            "who": presenters.person_words(uuid, _name(request, uuid)),
            "is_person": True,
            "answer_url": f"{reverse('desk:reads_answer', args=[uuid])}?{_period(since, until)}",
        },
    )


@require_safe
@staff_page(Capability.SEE_READ_LOG)
def record(request: DeskRequest, uuid: UUID) -> HttpResponseBase:
    rows = privacy.reads_on(subject=uuid, **_between(request))
    saw(people=[], subject=uuid, what=What.READ_LOG)
    reference = service_requests.references_of(subjects=[uuid]).get(uuid)
    return _list(request, rows, {"who": said(reference) if reference else str(uuid)[:8], "is_record": True})


@require_safe
@staff_page(Capability.SEE_READ_LOG)
def reader(request: DeskRequest, number: int) -> HttpResponseBase:
    user = accounts.user_by_id(user_id=number)
    rows = privacy.reads_of(reader_id=number, **_between(request))
    return _list(request, rows, {"who": user.name, "is_reader": True})


@require_safe
@staff_page(Capability.SEE_READ_LOG)
def answer(request: DeskRequest, uuid: UUID) -> HttpResponseBase:
    """To be printed for the person: staff by role, or by name if the city has decided so."""
    rows, since, until = _about(request, uuid)
    shown = list(rows[: MOST_IN_ANSWER + 1])
    saw(people=[uuid], what=What.READ_LOG)
    return page(
        request,
        "desk/privacy/answer.html",
        {
            "who": presenters.person_words(uuid, _name(request, uuid)),
            "since": since,
            "until": until,
            "lines": presenters.answer_lines(
                shown[:MOST_IN_ANSWER],
                presenters.names_for(shown, viewer=request.viewer),
                with_names=settings.TOWNLINE_NAME_STAFF_TO_RESIDENTS,
            ),
            "is_cut": len(shown) > MOST_IN_ANSWER,
            "back_url": reverse("desk:reads_person", args=[uuid]),
        },
    )


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


# -- what the pages share -------------------------------------------------------------------------
def _list(request: DeskRequest, rows: "QuerySet[ReadEntry]", context: dict[str, object]) -> HttpResponseBase:
    before = _moment(request.GET.get("before", ""))
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


def _about(request: DeskRequest, uuid: UUID) -> "tuple[QuerySet[ReadEntry], date | None, date | None]":
    """Also of a person whose data was destroyed: the log keeps the number."""
    between = _between(request)
    try:
        known = service_requests.known_customer(uuid=uuid)
        people: Sequence[UUID] = customers.uuids_of(customers=known.ids)
        subjects: Sequence[UUID] = service_requests.subjects_of(customers=known.ids)
    except NotFound:
        people, subjects = [uuid], []
    form = PeriodForm(request.GET)
    form.is_valid()
    rows = privacy.reads_about(people=people, subjects=subjects, **between)
    return rows, form.cleaned_data.get("since"), form.cleaned_data.get("until")


def _name(request: DeskRequest, uuid: UUID) -> dict[UUID, str]:
    return customers.names_of(people=[uuid]) if request.viewer.can(Capability.SEE_CUSTOMERS) else {}


def _between(request: DeskRequest) -> dict[str, datetime | None]:
    """Whole days of the city, both included."""
    form = PeriodForm(request.GET)
    form.is_valid()
    since, until = form.cleaned_data.get("since"), form.cleaned_data.get("until")
    ends = until is not None and until < date.max
    return {"since": _midnight(since), "until": _midnight(until + timedelta(days=1)) if until and ends else None}


def _midnight(day: date | None) -> datetime | None:
    return timezone.make_aware(datetime.combine(day, datetime.min.time())) if day else None


def _period(since: date | None, until: date | None) -> str:
    return urlencode({name: day.isoformat() for name, day in (("since", since), ("until", until)) if day})


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text) if text else None
    except ValueError:
        return None
    return moment if moment is None or moment.tzinfo else None
