"""Whose reads, and of which days."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils import timezone
from django.utils.http import urlencode

from townline.accounts.permissions import Capability
from townline.core.errors import NotFound
from townline.customers import queries as customers
from townline.desk.forms.reads import PeriodForm
from townline.desk.views.access import DeskRequest
from townline.privacy import queries as privacy
from townline.service_requests import queries as service_requests

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from townline.privacy.models import ReadEntry


def about_person(request: DeskRequest, uuid: UUID) -> "tuple[QuerySet[ReadEntry], date | None, date | None]":
    """Also of a person whose data was destroyed: the log keeps the number."""
    between = days_asked(request)
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


def name_of(request: DeskRequest, uuid: UUID) -> dict[UUID, str]:
    return customers.names_of(people=[uuid]) if request.viewer.can(Capability.SEE_CUSTOMERS) else {}


def days_asked(request: DeskRequest) -> dict[str, datetime | None]:
    """Whole days of the city, both included."""
    form = PeriodForm(request.GET)
    form.is_valid()
    since, until = form.cleaned_data.get("since"), form.cleaned_data.get("until")
    ends = until is not None and until < date.max
    return {"since": _midnight(since), "until": _midnight(until + timedelta(days=1)) if until and ends else None}


def _midnight(day: date | None) -> datetime | None:
    return timezone.make_aware(datetime.combine(day, datetime.min.time())) if day else None


def period_query(since: date | None, until: date | None) -> str:
    return urlencode({name: day.isoformat() for name, day in (("since", since), ("until", until)) if day})


def moment_asked(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text) if text else None
    except ValueError:
        return None
    return moment if moment is None or moment.tzinfo else None
