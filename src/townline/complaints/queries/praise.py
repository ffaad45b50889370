"""Compliments and suggestions: everybody's own, and those of whom and what somebody answers for."""

from uuid import UUID

from django.db.models import Q, QuerySet

from townline.accounts import queries as accounts
from townline.accounts.permissions import Capability
from townline.accounts.values import Viewer
from townline.complaints.models import Praise
from townline.core.errors import NotFound
from townline.privacy.reading import What, saw


def visible_praise(*, viewer: Viewer) -> QuerySet[Praise]:
    """About the viewer, about their team, and about whom they answer for."""
    mine = Q(person=viewer.user_id) | Q(person=None, team__in=viewer.teams) | _answered_for(viewer)
    return (
        Praise.objects.filter(mine, disposed_at=None)
        .select_related("customer", "person", "team", "department")
        .order_by("-received_at", "-id")
    )


def praise_to_answer(*, viewer: Viewer) -> QuerySet[Praise]:
    """What the viewer thanks for: their people's, their teams', and for a manager their department's and what nobody owns."""
    return Praise.objects.filter(_answered_for(viewer), disposed_at=None).exclude(person=viewer.user_id)


def _answered_for(viewer: Viewer) -> Q:
    people = accounts.reviewed_by(viewer=viewer)
    found = Q(person__in=people)
    if viewer.can(Capability.HANDLE_COMPLAINTS):
        found |= Q(person=None, team__in=viewer.teams)
    if viewer.can(Capability.DECIDE_COMPLAINTS):
        found |= Q(department__in=viewer.departments) | Q(department=None, person=None)
    return found


def praise_listed(*, viewer: Viewer, limit: int) -> tuple[list[Praise], set[int]]:
    """The newest, and which of them the viewer answers for: only there they see who it is, and the log of reads says so."""
    found = list(visible_praise(viewer=viewer)[:limit])
    mine = praise_to_answer(viewer=viewer).filter(pk__in=[row.pk for row in found])
    to_answer = set(mine.values_list("pk", flat=True))
    saw(people=[row.customer.uuid for row in found if row.customer and row.pk in to_answer], what=What.COMPLAINT)
    return found, to_answer


def praise_of_event(*, subject: UUID) -> Praise:
    """For handlers, which have no viewer. Raises NotFound."""
    found = Praise.objects.filter(uuid=subject).select_related("customer").first()
    if found is None:
        raise NotFound
    return found


def visible_praise_by_uuid(*, uuid: UUID, viewer: Viewer) -> Praise:
    """Raises NotFound."""
    found = visible_praise(viewer=viewer).filter(uuid=uuid).first()
    if found is None:
        raise NotFound
    return found
