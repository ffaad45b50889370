"""What can be chosen on staff pages: services, wards, teams, people."""

from collections.abc import Sequence
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
    from townline.accounts.models import Team, User

Choices = list[tuple[object, object]]


def service_choices() -> Choices:
    language = get_language() or "en"
    names = {entry.id: entry.definition.name.in_(language) for entry in catalog.catalogue().services}
    return [(number, names[number]) for number in sorted(names, key=lambda number: names[number].casefold())]


def ward_names(*, at: datetime) -> dict[int, str]:
    language = get_language() or "en"
    areas = places.current_areas(on=timezone.localtime(at).date()).only("id", "name_en", "name_fr")
    return {area.pk: area.name.in_(language) for area in areas}


def team_choices() -> Choices:
    language = get_language() or "en"
    return [(team.pk, team.name.in_(language)) for team in accounts.active_teams()]


def people_choices(*, viewer: Viewer) -> Choices:
    """People of one's own teams; oneself first."""
    members = accounts.members_of(team_ids=viewer.teams)
    people: Choices = [(str(viewer.user_id), _("Me"))]
    return people + [(str(user.pk), user.name) for user in members if user.pk != viewer.user_id]


def assign_targets(*, viewer: Viewer) -> Sequence[tuple[object, object]]:
    """Teams, and people within one's own teams: the values are `team` and `team:person`."""
    language = get_language() or "en"
    teams = list(accounts.active_teams())
    own = [team for team in teams if team.pk in viewer.teams]
    people: dict[int, list[tuple[str, str]]] = {}
    for membership in accounts.memberships_of(team_ids=viewer.teams):
        people.setdefault(membership.team_id, []).append(
            (f"{membership.team_id}:{membership.user_id}", membership.user.name)
        )
    groups: list[tuple[object, object]] = [
        (team.name.in_(language), [(str(team.pk), _("The whole team")), *people.get(team.pk, [])]) for team in own
    ]
    others = [(str(team.pk), team.name.in_(language)) for team in teams if team.pk not in viewer.teams]
    return [*groups, (_("Other teams"), others)] if others else groups


def target_of(value: str) -> "tuple[Team, User | None]":
    """The team and the person behind a choice. Raises NotFound."""
    team_id, _colon, user_id = value.partition(":")
    team = accounts.all_teams().filter(pk=int(team_id) if team_id.isdigit() else 0).first()
    if team is None:
        raise NotFound
    return team, accounts.user_by_id(user_id=int(user_id)) if user_id else None
