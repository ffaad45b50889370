"""Whose board somebody may look at."""

from collections.abc import Sequence
from datetime import datetime

from townline.accounts import queries as accounts
from townline.accounts.permissions import Capability
from townline.accounts.values import Viewer
from townline.core.errors import NotAllowed
from townline.privacy import queries as privacy
from townline.privacy.reading import saw_colleague
from townline.service_requests.ageing import Level, Scope
from townline.service_requests.queries.desk import OPEN_STATES, Conditions
from townline.service_requests.queries.figures import FiguresAreOff

IS_SEALED = "(visibility = 'enforcement')"
RUNNING = f"state IN ({OPEN_STATES}) AND state <> 'waiting_for_customer'"
CHILD = {
    Level.CITY: "department_id",
    Level.DEPARTMENT: "team_id",
    Level.TEAM: "assignee_id",
    Level.PERSON: "assignee_id",
}
_COLUMNS = {Level.DEPARTMENT: "department_id", Level.TEAM: "team_id", Level.PERSON: "assignee_id"}


def boards_of(*, viewer: Viewer) -> Sequence[Scope]:
    """Where this person starts, the highest first: the city, or the teams that they lead; always their own work."""
    own = Scope(Level.PERSON, viewer.user_id)
    if viewer.can(Capability.SEE_CITY_BOARD):
        return [Scope(Level.CITY), own]
    led = sorted(accounts.teams_led_by(viewer=viewer))
    return [*(Scope(Level.TEAM, team) for team in led), own]


def check_may_see(*, scope: Scope, viewer: Viewer, at: datetime) -> None:
    """Raises NotAllowed. The figures of a colleague: FiguresAreOff, and the look at them is written down."""
    if scope == Scope(Level.PERSON, viewer.user_id):
        return
    if scope.level is Level.PERSON:
        _check_colleague(scope.number, viewer, at)
    elif viewer.can(Capability.SEE_CITY_BOARD):
        return
    elif scope.level is not Level.TEAM or scope.number not in accounts.teams_led_by(viewer=viewer):
        raise NotAllowed


def _check_colleague(user_id: int, viewer: Viewer, at: datetime) -> None:
    if user_id not in accounts.supervised_by(viewer=viewer):
        raise NotAllowed
    if privacy.monitoring_policy(at=at) is None:
        raise FiguresAreOff
    saw_colleague(user_id=user_id)


def people_shown(*, team_id: int, viewer: Viewer, at: datetime) -> frozenset[int]:
    """Who of a team has an own line on its board for this viewer: nobody but they themselves until the city has told its
    employees; then those whom the viewer supervises."""
    if privacy.monitoring_policy(at=at) is None:
        return frozenset({viewer.user_id})
    members = {row.user_id for row in accounts.memberships_of(team_ids={team_id})}
    return (accounts.supervised_by(viewer=viewer) & members) | {viewer.user_id}


def narrowed(scope: Scope, viewer: Viewer, *, sealed: str = IS_SEALED) -> Conditions:
    """Only what is in the scope, without the sealed cases of others. `sealed` says in SQL whether a row is one.

    Who may look at a level counts all of it: a board shows numbers and not people. Only the cases of bylaw enforcement are left out
    for those who may not open them, so that a figure is as long as the list behind it.
    """
    where = Conditions([], [])
    if column := _COLUMNS.get(scope.level):
        where.add(f"{column} = %s", scope.number)
    if not viewer.can(Capability.SEE_ENFORCEMENT):
        where.add(
            f"(NOT {sealed} OR team_id = ANY(%s) OR department_id = ANY(%s) OR assignee_id = ANY(%s))",
            list(viewer.teams),
            list(viewer.departments),
            list(viewer.users),
        )
    return where
