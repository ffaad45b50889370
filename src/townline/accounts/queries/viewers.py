from datetime import datetime

from django.utils import timezone

from townline.accounts.models import Absence, Membership, User
from townline.accounts.values import Viewer


def viewer_of(*, user: User, at: datetime) -> Viewer:
    """The person with teams and today's deputyships; two queries."""
    deputises_for = frozenset(absent_users(deputy=user, at=at))
    teams = dict(
        Membership.objects.filter(user__in={user.pk, *deputises_for}, team__is_active=True).values_list(
            "team_id", "team__department_id"
        )
    )
    departments = frozenset(teams.values()) | ({user.department_id} if user.department_id else set())
    return Viewer(
        user_id=user.pk,
        actor=user.actor,
        role=user.role,
        language=user.language,
        department_id=user.department_id,
        teams=frozenset(teams),
        departments=departments,
        deputises_for=deputises_for,
    )


def absent_users(*, deputy: User, at: datetime) -> list[int]:
    """Ids of the users who are away on that day, in the city's time zone, and named this deputy."""
    today = timezone.localtime(at).date()
    away = Absence.objects.filter(deputy=deputy, from_date__lte=today, until_date__gte=today, user__is_active=True)
    return list(away.values_list("user_id", flat=True))
