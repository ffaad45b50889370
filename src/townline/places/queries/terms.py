"""Who sits for which ward."""

from datetime import date

from django.db.models import Q, QuerySet

from townline.core.errors import NotFound
from townline.places.models import CouncilTerm


def terms() -> QuerySet[CouncilTerm]:
    """All of them, those that last longest first."""
    rows = CouncilTerm.objects.select_related("person", "area").defer("area__geometry")
    return rows.order_by("-until_date", "area__code", "person__name")


def term_by_id(*, term_id: int) -> CouncilTerm:
    found = terms().filter(pk=term_id).first()
    if found is None:
        raise NotFound
    return found


def terms_on(*, on: date, area_id: int | None = None) -> QuerySet[CouncilTerm]:
    """Who sits on that day: for this ward, and for the whole city; without a ward everybody."""
    held = terms().filter(from_date__lte=on, until_date__gte=on)
    return held.filter(Q(area=area_id) | Q(area=None)) if area_id is not None else held


def term_of(*, user_id: int, on: date) -> CouncilTerm | None:
    """The person's term of that day; else their last one."""
    theirs = terms().filter(person=user_id)
    return theirs.filter(from_date__lte=on, until_date__gte=on).first() or theirs.first()
