from datetime import datetime

from django.utils import timezone

from townline.accounts.models import Absence, Membership, User
from townline.accounts.permissions import Capability, role_may
from townline.accounts.values import Viewer
from townline.privacy import queries as privacy


def viewer_of(*, user: User, at: datetime) -> Viewer:
    """The person with teams and today's deputyships; three queries. Approvals follow the deputy, for the teams of who is away."""
    deputises_for = frozenset(absent_users(deputy=user, at=at))
    memberships = Membership.objects.filter(user__in={user.pk, *deputises_for}, team__is_active=True)
    rows = list(memberships.values_list("team_id", "team__department_id", "user_id", "user__role"))
    lent_teams = frozenset(team for team, _, owner, role in rows if owner != user.pk and _approves(role))
    return Viewer(
        user_id=user.pk,
        actor=user.actor,
        role=user.role,
        language=user.language,
        department_id=user.department_id,
        office_id=user.office_id,
        teams=frozenset(team for team, *_ in rows),
        departments=frozenset(department for _, department, *_ in rows)
        | ({user.department_id} if user.department_id else set()),
        deputises_for=deputises_for,
        lent=frozenset({Capability.APPROVE}) if lent_teams else frozenset(),
        lent_teams=lent_teams,
        opened=privacy.opened(user_id=user.pk, at=at),
    )


def _approves(role: str) -> bool:
    return role_may(role=role, capability=Capability.APPROVE)


def absent_users(*, deputy: User, at: datetime) -> list[int]:
    """Ids of the users who are away on that day, in the city's time zone, and named this deputy."""
    today = timezone.localtime(at).date()
    away = Absence.objects.filter(deputy=deputy, from_date__lte=today, until_date__gte=today, user__is_active=True)
    return list(away.values_list("user_id", flat=True))
