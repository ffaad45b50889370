"""Closings that wait for a decision, and closings that are looked at afterwards."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from django.db.models import Q, QuerySet

from townline.accounts.permissions import Capability
from townline.accounts.values import Viewer
from townline.core.errors import NotFound
from townline.service_requests import permissions
from townline.service_requests.closing_values import BY_A_PERSON, Approval, ClosureState, Level
from townline.service_requests.models import Closure, Photo, PhotoState, ServiceRequest

ROWS = 50
MANAGER = "manager"


class Scope(StrEnum):
    """`MINE` is what the person is asked to decide; `ALL` is everything that they may see."""

    MINE = "mine"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class ApprovalFilters:
    scope: Scope = Scope.MINE
    service: int | None = None
    team: int | None = None
    reference: str = ""


def _theirs(viewer: Viewer) -> Q:
    """Teams are asked first; what waited too long is asked of the managers of the department, then of every manager."""
    mine = Q(request__assignee__in=viewer.users) | Q(request__team__in=viewer.teams)
    if viewer.role == MANAGER:
        mine |= Q(request__department__in=viewer.departments) | Q(level=Level.CORPORATION)
    if viewer.can(Capability.APPROVE):
        return mine
    lent = Q(request__team__in=viewer.lent_teams) if Capability.APPROVE in viewer.lent else Q(pk=None)
    return mine & Q(approval=Approval.PEER) | lent


def _seen(viewer: Viewer) -> Q:
    return Q(request__in=ServiceRequest.objects.filter(permissions.may_see(viewer)))


def to_decide(*, viewer: Viewer, filters: ApprovalFilters) -> QuerySet[Closure]:
    """The longest waiting first. What stands by itself is there only where everything is asked for."""
    found = Closure.objects.filter(_seen(viewer), state=ClosureState.WAITING)
    if filters.scope is Scope.MINE and not filters.reference:
        found = found.filter(_theirs(viewer), approval__in=BY_A_PERSON)
    for column, value in (
        ("request__service", filters.service),
        ("request__team", filters.team),
        ("request__reference", filters.reference),
    ):
        if value:
            found = found.filter(**{column: value})
    related = ("request__service", "request__team", "request__department", "request__assignee", "rule")
    return found.select_related(*related).order_by("completed_at", "id")


def waiting_closing(*, request: ServiceRequest) -> Closure | None:
    return Closure.objects.filter(request=request, state=ClosureState.WAITING).select_related("rule").first()


def closings_of(*, request: ServiceRequest) -> Sequence[Closure]:
    """The latest first."""
    found = list(Closure.objects.filter(request=request).select_related("rule").order_by("-id"))
    for closure in found:
        closure.request = request
    return found


def to_audit(*, viewer: Viewer, done: bool = False) -> QuerySet[Closure]:
    """Drawn by lot from what stood without a look. Nobody audits what is their own work."""
    found = Closure.objects.filter(_seen(viewer), is_drawn=True, state__in=[ClosureState.APPROVED, ClosureState.STOOD])
    found = found.filter(audited_at__isnull=False) if done else found.filter(audited_at=None, set_aside_at=None)
    found = found.exclude(workers__overlap=list(viewer.users))
    return found.select_related("request__service", "request__team", "rule").order_by(
        "-audited_at" if done else "decided_at", "id"
    )


def closing_by_uuid(*, uuid: UUID, viewer: Viewer) -> Closure:
    """Raises NotFound."""
    found = Closure.objects.filter(_seen(viewer), uuid=uuid).select_related("request").first()
    if found is None:
        raise NotFound
    return found


def evidence_photos(*, closings: Sequence[Closure]) -> dict[UUID, Photo]:
    """By their uuid; those that could be read."""
    wanted = [uuid for closure in closings for uuid in closure.photos]
    rows = Photo.objects.filter(uuid__in=wanted).exclude(state=PhotoState.REFUSED).order_by("id")
    return {photo.uuid: photo for photo in rows}
