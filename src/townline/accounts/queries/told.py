"""Who is told: the lead, the supervisors, the manager of a team's work, and who stands in for them today."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q
from django.utils import timezone

from townline.accounts.models import Absence, Role, User


def leads_of(*, team_id: int) -> list[User]:
    return list(
        User.objects.filter(_member(team_id), memberships__is_lead=True, is_active=True).distinct().order_by("id")
    )


def supervisors_of(*, team_id: int) -> list[User]:
    return list(User.objects.filter(_member(team_id), role=Role.SUPERVISOR, is_active=True).distinct().order_by("id"))


def managers_of(*, department_id: int) -> list[User]:
    theirs = Q(department=department_id) | Q(memberships__team__department=department_id)
    return list(User.objects.filter(theirs, role=Role.MANAGER, is_active=True).distinct().order_by("id"))


def administrators() -> list[User]:
    return list(User.objects.filter(role=Role.ADMINISTRATOR, is_active=True).order_by("id"))


def stand_ins_of(*, users: Iterable[User], at: datetime) -> list[User]:
    """The deputies of those of them who are away on that day."""
    today = timezone.localtime(at).date()
    away = Absence.objects.filter(user__in=list(users), from_date__lte=today, until_date__gte=today)
    return [row.deputy for row in away.select_related("deputy").order_by("id") if row.deputy.is_active]


def _member(team_id: int) -> Q:
    return Q(memberships__team=team_id)
