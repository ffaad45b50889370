"""Whose work somebody answers for."""

from django.db.models import Q, QuerySet

from townline.accounts.models import Membership, Role
from townline.accounts.values import Viewer


def supervised_by(*, viewer: Viewer) -> frozenset[int]:
    """Active people of the teams that this person leads, or is in as a supervisor. Not those of somebody they stand in for."""
    own = _led(viewer)
    people = Membership.objects.filter(Q(team__in=own.values("team")), user__is_active=True)
    return frozenset(people.exclude(user=viewer.user_id).values_list("user_id", flat=True))


def teams_led_by(*, viewer: Viewer) -> frozenset[int]:
    """Active teams that this person leads or is in as a supervisor, and those lent to them today by somebody away."""
    return frozenset(_led(viewer).values_list("team_id", flat=True)) | viewer.lent_teams


def _led(viewer: Viewer) -> QuerySet[Membership]:
    own = Membership.objects.filter(user=viewer.user_id, team__is_active=True)
    return own if viewer.role == Role.SUPERVISOR else own.filter(is_lead=True)


def reviewed_by(*, viewer: Viewer) -> frozenset[int]:
    """Whose break-glass this person reviews: a manager also that of their own department."""
    people = supervised_by(viewer=viewer)
    if viewer.role != Role.MANAGER or viewer.department_id is None:
        return people
    mine = Membership.objects.filter(
        Q(user__department=viewer.department_id) | Q(team__department=viewer.department_id)
    )
    return people | frozenset(mine.exclude(user=viewer.user_id).values_list("user_id", flat=True))
