"""Restrictions because of unreasonable conduct."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db.models import Case, Value, When

from townline.accounts.values import Viewer
from townline.complaints.models import Complaint, Restriction
from townline.complaints.values import RestrictionState, State
from townline.core.errors import NotFound
from townline.customers import permissions as customers
from townline.privacy.reading import What, saw

_URGENCY = Case(
    *(When(state=state, then=Value(place)) for place, state in enumerate(("proposed", "in_force", "ended", "refused")))
)


def restrictions_for(*, customers_ids: Sequence[int], viewer: Viewer) -> list[Restriction]:
    """What whoever meets them must know. They never stop a request or an emergency."""
    if not customers.meets_customers(viewer=viewer):
        return []
    rows = Restriction.objects.filter(customer__in=customers_ids, state=RestrictionState.IN_FORCE)
    return list(rows.order_by("review_date"))


def restrictions(*, limit: int) -> list[Restriction]:
    """Those that wait for somebody first, then by the day of their review; who is on the list is in the log of reads."""
    found = list(Restriction.objects.select_related("customer").order_by(_URGENCY, "review_date", "-asked_at")[:limit])
    saw(people=[row.customer.uuid for row in found], what=What.COMPLAINT)
    return found


def to_review(*, on: date) -> int:
    return Restriction.objects.filter(state=RestrictionState.IN_FORCE, review_date__lte=on).count()


def restriction(*, uuid: UUID) -> Restriction:
    """Raises NotFound. Whoever opens it is in the log of reads."""
    found = Restriction.objects.filter(uuid=uuid).select_related("customer").first()
    if found is None:
        raise NotFound
    saw(people=[found.customer.uuid], subject=found.uuid, what=What.COMPLAINT)
    return found


def handles_complaint_of(*, customer_id: int, viewer: Viewer) -> bool:
    """Who handles an open complaint of a person does not decide how that person may reach us."""
    rows = Complaint.objects.filter(customer=customer_id, handler=viewer.user_id, state=State.OPEN)
    return rows.exists()
