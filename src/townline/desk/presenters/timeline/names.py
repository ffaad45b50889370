"""Who and what the ids in the events of a request stand for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.translation import get_language

from townline.accounts import queries as accounts
from townline.desk.presenters.staff_names import staff_names

if TYPE_CHECKING:
    from townline.service_requests.queries import Record


@dataclass(frozen=True, slots=True)
class Names:
    users: Mapping[int, str] = field(default_factory=dict)
    teams: Mapping[int, str] = field(default_factory=dict)
    references: Mapping[str, str] = field(default_factory=dict)


def names_on(record: "Record") -> Names:
    into = record.request.merged_into
    return Names(
        users=staff_names(event.data.get("assignee_id") for event in record.events),
        teams=_team_names({event.data.get("team_id") for event in record.events} - {None}),
        references={str(into.uuid): into.reference} if into else {},
    )


def _team_names(ids: set[int]) -> dict[int, str]:
    language = get_language() or "en"
    return {team.pk: team.name.in_(language) for team in accounts.all_teams().filter(pk__in=ids)}
