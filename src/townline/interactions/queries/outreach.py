"""Who is to be reached, and by which rule."""

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q, QuerySet

from townline.accounts.permissions import Capability
from townline.accounts.values import Viewer
from townline.core.errors import NotFound
from townline.interactions.models import AttemptRule, Outreach
from townline.interactions.next_try import QuietHours, TryRule
from townline.interactions.values import OutreachState
from townline.privacy.reading import What, saw

if TYPE_CHECKING:
    from townline.customers.models import Customer
    from townline.interactions.permissions import Subjects


def attempt_rule(*, at: datetime) -> TryRule:
    """The rule that holds; three tries on different half-days until the city has said its own."""
    row = AttemptRule.objects.filter(holds_from__lte=at).order_by("-holds_from", "-pk").first()
    if row is None:
        return TryRule()
    return TryRule(
        row.most_tries, row.hours_between, row.other_half_of_day, row.from_time, row.until_time, row.working_days_only
    )


def quiet_hours_of(*, customer: "Customer | None") -> QuietHours | None:
    if customer is None or customer.quiet_from is None or customer.quiet_until is None:
        return None
    return QuietHours(customer.quiet_from, customer.quiet_until)


def visible_outreach(*, viewer: Viewer, subjects: "Subjects") -> QuerySet[Outreach]:
    """The person's own, those whom they stand in for, and their teams'; never about something that is closed to them."""
    about = Q(subject=None)
    if subjects is not None:
        about |= Q(subject__in=subjects)
    theirs = Q(owner_id__in=viewer.users) | Q(team_id__in=viewer.teams)
    return Outreach.objects.select_related("customer").filter(theirs, about)


def outreach_to_do(*, viewer: Viewer, subjects: "Subjects", limit: int) -> list[Outreach]:
    """Whom this person still has to reach, the next one to try first."""
    if not viewer.can(Capability.RECORD_CONTACTS):
        return []
    mine = visible_outreach(viewer=viewer, subjects=subjects).filter(
        state=OutreachState.OPEN, owner_id__in=viewer.users
    )
    found = list(mine.prefetch_related("attempts").order_by("next_try_at", "pk")[:limit])
    saw(people=[outreach.customer.uuid for outreach in found if outreach.customer], what=What.SEARCH)
    return found


def one_outreach(*, uuid: UUID, viewer: Viewer, subjects: "Subjects") -> Outreach:
    """Raises NotFound."""
    found = visible_outreach(viewer=viewer, subjects=subjects).filter(uuid=uuid).first()
    if found is None:
        raise NotFound
    saw(people=[found.customer.uuid] if found.customer else [], subject=found.uuid, what=What.CONTACT)
    return found
