"""Add or change departments and teams."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from townline.accounts import event_types
from townline.accounts.models import Department, Membership, Team, User
from townline.accounts.permissions import COUNCIL_ROLES
from townline.accounts.rights import actor_who_may_change
from townline.accounts.values import Viewer
from townline.core.actor import Actor
from townline.core.changes import apply
from townline.core.errors import OperationRefused
from townline.core.subjects import subject_uuid
from townline.core.transactions import transaction
from townline.events import operations as events


class NameMissing(OperationRefused):
    message = _("Write the name in English and in French.")


class CodeTaken(OperationRefused):
    message = _("Another one has this code. Choose another code.")


class LeadIsNoMember(OperationRefused):
    message = _("Choose as lead only people of the team.")


class NotOfTheCity(OperationRefused):
    message = _(
        "Take out the council office: its people are in no team, because the files of a team are closed to them."
    )


def save_department(
    *, department: Department | None, values: dict[str, object], by: Viewer | Actor, at: datetime
) -> Department:
    """`values` are the fields to change; None for a new department. Raises NotAllowed, NameMissing, CodeTaken."""
    actor = actor_who_may_change(by)
    department = department or Department()
    changes = apply(department, values)
    _need_names(department)
    _need_own_code(department)
    with transaction():
        department.save()
        fact = event_types.DepartmentChanged(department.pk, changes)
        events.record(fact, subject=subject_uuid(kind="department", id=department.pk), by=actor, at=at)
    return department


def save_team(
    *,
    team: Team | None,
    values: dict[str, object],
    by: Viewer | Actor,
    at: datetime,
    members: Iterable[int] | None = None,
    leads: Iterable[int] | None = None,
) -> Team:
    """None for a new team. `members` are the ids of all its people, `leads` of those who lead it; None leaves them.

    Raises LeadIsNoMember, NotAllowed, NameMissing, CodeTaken, NotOfTheCity.
    """
    actor = actor_who_may_change(by)
    team = team or Team()
    changes = apply(team, {name: value for name, value in values.items() if name != "department"})
    if "department" in values and team.department_id != getattr(values["department"], "pk", None):
        changes["department_id"] = [team.department_id, getattr(values["department"], "pk", None)]
        team.department = values["department"]  # type: ignore[assignment]  # a Department by the form
    _need_names(team)
    _need_own_code(team)
    with transaction():
        team.save()
        led = _leads(team)
        if members is not None:
            changes |= _set_members(team, set(members))
        if leads is not None:
            _set_leads(team, set(leads))
        if (lead := _leads(team)) != led:
            changes["leads"] = [sorted(led), sorted(lead)]
        fact = event_types.TeamChanged(team.pk, changes)
        events.record(fact, subject=subject_uuid(kind="team", id=team.pk), by=actor, at=at)
    return team


def _need_names(row: Department | Team) -> None:
    if not (row.name_en.strip() and row.name_fr.strip()):
        raise NameMissing


def _need_own_code(row: Department | Team) -> None:
    if type(row).objects.filter(code=row.code).exclude(pk=row.pk).exists():
        raise CodeTaken


def _set_members(team: Team, wanted: set[int]) -> dict[str, list[object]]:
    present = set(Membership.objects.filter(team=team).values_list("user_id", flat=True))
    if present == wanted:
        return {}
    if User.objects.filter(pk__in=wanted - present, role__in=COUNCIL_ROLES).exists():
        raise NotOfTheCity
    Membership.objects.filter(team=team, user_id__in=present - wanted).delete()
    Membership.objects.bulk_create(Membership(team=team, user_id=user_id) for user_id in sorted(wanted - present))
    return {"members": [sorted(present), sorted(wanted)]}


def _leads(team: Team) -> set[int]:
    return set(Membership.objects.filter(team=team, is_lead=True).values_list("user_id", flat=True))


def _set_leads(team: Team, wanted: set[int]) -> None:
    members = Membership.objects.filter(team=team)
    if members.filter(user__in=wanted).count() < len(wanted):
        raise LeadIsNoMember
    members.exclude(user__in=wanted).filter(is_lead=True).update(is_lead=False)
    members.filter(user__in=wanted, is_lead=False).update(is_lead=True)
