"""Departments, teams and people."""

from django.db.models import QuerySet

from townline.accounts.models import Department, Membership, Team, User
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
    return rows.select_related("user").only("team_id", "user_id", "user__name").order_by("user__name")


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


def user_by_id(*, user_id: int) -> User:
    user = User.objects.filter(pk=user_id).select_related("department").first()
    if user is None:
        raise NotFound
    return user
