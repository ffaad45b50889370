"""Whom a rung means for one request."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from townline.accounts.queries import told
from townline.service_requests.escalation_values import Whom
from townline.service_requests.models import ServiceRequest

if TYPE_CHECKING:
    from townline.accounts.models import User

_FROM_NEAR_TO_FAR: tuple[Whom, ...] = tuple(Whom)


def people_of(*, whom: str, request: ServiceRequest, at: datetime) -> tuple[Whom, list["User"]]:
    """Active people, with the deputies of those who are away. Where there is nobody, the next rung up, so that somebody hears."""
    for rung in _FROM_NEAR_TO_FAR[_FROM_NEAR_TO_FAR.index(Whom(whom)) :]:
        found = _FINDING[rung](request)
        if found:
            everybody = {user.pk: user for user in [*found, *told.stand_ins_of(users=found, at=at)]}
            return rung, list(everybody.values())
    return Whom.ADMINISTRATOR, []


def _assignee(request: ServiceRequest) -> list["User"]:
    person = request.assignee
    return [person] if person is not None and person.is_active else []


def _leads(request: ServiceRequest) -> list["User"]:
    return told.leads_of(team_id=request.team_id) if request.team_id else []


def _supervisors(request: ServiceRequest) -> list["User"]:
    return told.supervisors_of(team_id=request.team_id) if request.team_id else []


def _managers(request: ServiceRequest) -> list["User"]:
    return told.managers_of(department_id=request.department_id)


def _administrators(_request: ServiceRequest) -> list["User"]:
    return told.administrators()


_FINDING: dict[Whom, Callable[[ServiceRequest], list["User"]]] = {
    Whom.ASSIGNEE: _assignee,
    Whom.TEAM_LEAD: _leads,
    Whom.SUPERVISOR: _supervisors,
    Whom.MANAGER: _managers,
    Whom.ADMINISTRATOR: _administrators,
}
