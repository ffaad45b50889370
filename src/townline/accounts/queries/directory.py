"""Departments, teams and people."""

from datetime import date

from django.db.models import QuerySet

from townline.accounts.models import Absence, Department, Membership, Role, Team, User
from townline.core.errors import NotFound


def all_departments() -> QuerySet[Department]:
    return Department.objects.order_by("name_en")


def active_departments() -> QuerySet[Department]:
    return all_departments().filter(is_active=True)


def all_teams() -> QuerySet[Team]:
    return Team.objects.select_related("department").order_by("department__name_en", "name_en")


def active_teams() -> QuerySet[Team]:
    return all_teams().filter(is_active=True)


def all_users() -> QuerySet[User]:
    return User.objects.select_related("department").order_by("name")


def members_of(*, team_ids: frozenset[int] | set[int]) -> QuerySet[User]:
    """Active people of these teams, each once, by name."""
    return User.objects.filter(is_active=True, memberships__team__in=team_ids).distinct().order_by("name")


def memberships_of(*, team_ids: frozenset[int] | set[int]) -> QuerySet[Membership]:
    """Who is in these teams: active people, by name."""
    rows = Membership.objects.filter(team__in=team_ids, user__is_active=True)
    return rows.select_related("user").only("team_id", "user_id", "is_lead", "user__name").order_by("user__name")


def department_coded(*, code: str) -> Department:
    department = Department.objects.filter(code=code).first()
    if department is None:
        raise NotFound
    return department


def team_coded(*, code: str) -> Team:
    team = Team.objects.filter(code=code).select_related("department").first()
    if team is None:
        raise NotFound
    return team


def department_by_id(*, department_id: int) -> Department:
    department = Department.objects.filter(pk=department_id).first()
    if department is None:
        raise NotFound
    return department


def team_by_id(*, team_id: int) -> Team:
    team = all_teams().filter(pk=team_id).first()
    if team is None:
        raise NotFound
    return team


def people_of_teams() -> dict[int, list[int]]:
    """{team id: ids of its people}, in one query."""
    people: dict[int, list[int]] = {}
    for team_id, user_id in Membership.objects.order_by("user__name").values_list("team_id", "user_id"):
        people.setdefault(team_id, []).append(user_id)
    return people


def role_choices() -> list[tuple[str, str]]:
    return [(value, str(name)) for value, name in Role.choices]


def teams_of(*, user: User) -> QuerySet[Team]:
    return all_teams().filter(memberships__user=user)


def absences_of(*, user: User, from_date: date) -> QuerySet[Absence]:
    """Those that are not over on that day, the next one first."""
    return Absence.objects.filter(user=user, until_date__gte=from_date).select_related("deputy").order_by("from_date")


def absence_by_id(*, absence_id: int) -> Absence:
    absence = Absence.objects.filter(pk=absence_id).select_related("user", "deputy").first()
    if absence is None:
        raise NotFound
    return absence


def user_by_id(*, user_id: int) -> User:
    user = User.objects.filter(pk=user_id).select_related("department").first()
    if user is None:
        raise NotFound
    return user
