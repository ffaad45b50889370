"""Give the work to a team, and perhaps to a person."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from townline.accounts.permissions import COUNCIL_ROLES
from townline.accounts.values import Viewer
from townline.core.actor import Actor
from townline.core.errors import OperationRefused
from townline.core.transactions import transaction, transaction_required
from townline.service_levels import operations as service_levels
from townline.service_levels.values import PauseReason
from townline.service_requests import event_types
from townline.service_requests.models import Assignment, ServiceRequest
from townline.service_requests.operations.changes import begin, enter, finish, locked
from townline.service_requests.workflow import State, Verb

if TYPE_CHECKING:
    from townline.accounts.models import Team, User


class CannotAssign(OperationRefused):
    message = _("Choose a team that is in use, and a person who works here.")


def assign(
    *,
    request: ServiceRequest,
    team: "Team",
    by: Viewer,
    at: datetime,
    assignee: "User | None" = None,
    version: int | None = None,
) -> ServiceRequest:
    """Closes the old assignment and opens a new one. Raises CannotAssign."""
    need_worker(team=team, assignee=assignee)
    with transaction():
        request = begin(request=request, verb=Verb.ASSIGN, by=by, version=version)
        return put_with(request, team=team, assignee=assignee, by=by.actor, at=at)


def need_worker(*, team: "Team", assignee: "User | None") -> None:
    """The files of the City are closed to council offices, so no work is given to one. Raises CannotAssign."""
    works_here = assignee is None or (assignee.is_active and assignee.role not in COUNCIL_ROLES)
    if not (team.is_active and works_here):
        raise CannotAssign


@transaction_required
def put_with(
    request: ServiceRequest, *, team: "Team", assignee: "User | None", by: Actor, at: datetime
) -> ServiceRequest:
    """The same without asking who may: for rules that the city has set."""
    went_on = None
    Assignment.objects.filter(request=request, closed_at__isnull=True).update(closed_at=at)
    Assignment.objects.create(request=request, team=team, assignee=assignee, opened_at=at)
    fields = ["team", "department", "assignee", "reviewed_at", "assigned_at"]
    if request.state == State.WAITING_FOR_CUSTOMER:
        reason = PauseReason.WAITING_FOR_CUSTOMER
        request.due_at = went_on = service_levels.resume(subject=request.uuid, at=at, reason=reason)
        request.promised_at = request.due_at or request.promised_at
        fields += ["due_at", "promised_at"]
    fact = event_types.Assigned(
        team_id=team.pk,
        assignee_id=assignee.pk if assignee else None,
        from_team_id=request.team_id,
        from_assignee_id=request.assignee_id,
        due_at=went_on.isoformat() if went_on else None,
    )
    request.team, request.department, request.assignee = team, team.department, assignee
    request.reviewed_at = request.reviewed_at or at
    request.assigned_at = request.assigned_at or at
    fields += enter(request, state=State.ASSIGNED, at=at)
    return finish(request, fields=fields, fact=fact, by=by, at=at)


def give_back_work_of(*, user_id: int, by: Actor, at: datetime) -> int:
    """Open work of a person who left goes back to its team, without a person; returns how many requests."""
    with transaction():
        held = ServiceRequest.objects.filter(
            assignee_id=user_id, state__in=[State.ASSIGNED, State.WAITING_FOR_CUSTOMER]
        )
        count = 0
        for request in held.select_related("team").order_by("id"):
            current = locked(request=request, version=None)
            Assignment.objects.filter(request=current, closed_at__isnull=True).update(closed_at=at)
            team_id = current.team_id or 0
            Assignment.objects.create(request=current, team_id=team_id, assignee=None, opened_at=at)
            waits = current.state == State.WAITING_FOR_CUSTOMER
            fact = event_types.Assigned(team_id, None, from_team_id=team_id, from_assignee_id=user_id, waits=waits)
            current.assignee = None
            finish(current, fields=["assignee"], fact=fact, by=by, at=at)
            count += 1
        return count
