"""What can be chosen on staff pages: services, wards, teams, people."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from townline.accounts import queries as accounts
from townline.accounts.values import Viewer
from townline.catalog import queries as catalog
from townline.core.errors import NotFound
from townline.places import queries as places

if TYPE_CHECKING:
    from townline.accounts.models import Membership, Team, User

Choices = list[tuple[object, object]]


def service_choices() -> Choices:
    language = get_language() or "en"
    names = {entry.id: entry.definition.name.in_(language) for entry in catalog.catalogue().services}
    return [(number, names[number]) for number in sorted(names, key=lambda number: names[number].casefold())]


def ward_names(*, at: datetime) -> dict[int, str]:
    language = get_language() or "en"
    return {area.id: area.name.in_(language) for area in places.areas_in_force(on=timezone.localtime(at).date())}


def team_choices(*, teams: "Iterable[Team] | None" = None) -> Choices:
    language = get_language() or "en"
    return [(team.pk, team.name.in_(language)) for team in (accounts.active_teams() if teams is None else teams)]


def people_choices(*, viewer: Viewer, members: "Iterable[Membership]") -> Choices:
    """Those of the memberships, each once, in their order; oneself first."""
    people = {str(member.user_id): member.user.name for member in members if member.user_id != viewer.user_id}
    return [(str(viewer.user_id), _("Me")), *people.items()]


@dataclass(frozen=True, slots=True)
class Colleagues:
    """The teams of the city and who is in one's own: read once for a page."""

    teams: "Sequence[Team]"
    members: "Sequence[Membership]"


def colleagues_of(*, viewer: Viewer) -> Colleagues:
    return Colleagues(list(accounts.active_teams()), list(accounts.memberships_of(team_ids=viewer.teams)))


def assign_targets(*, viewer: Viewer, colleagues: Colleagues | None = None) -> Sequence[tuple[object, object]]:
    """Teams, and people within one's own teams: the values are `team` and `team:person`."""
    language = get_language() or "en"
    known = colleagues or colleagues_of(viewer=viewer)
    own = [team for team in known.teams if team.pk in viewer.teams]
    people: dict[int, list[tuple[str, str]]] = {}
    for membership in known.members:
        people.setdefault(membership.team_id, []).append(
            (f"{membership.team_id}:{membership.user_id}", membership.user.name)
        )
    groups: list[tuple[object, object]] = [
        (team.name.in_(language), [(str(team.pk), _("The whole team")), *people.get(team.pk, [])]) for team in own
    ]
    others = [(str(team.pk), team.name.in_(language)) for team in known.teams if team.pk not in viewer.teams]
    return [*groups, (_("Other teams"), others)] if others else groups


def target_of(value: str) -> "tuple[Team, User | None]":
    """The team and the person behind a choice. Raises NotFound."""
    team_id, _colon, user_id = value.partition(":")
    team = accounts.all_teams().filter(pk=int(team_id) if team_id.isdigit() else 0).first()
    if team is None:
        raise NotFound
    return team, accounts.user_by_id(user_id=int(user_id)) if user_id else None
