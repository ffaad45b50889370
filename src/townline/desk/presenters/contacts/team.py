"""What a supervisor sees of the contacts of a team."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from townline.accounts import queries as accounts
from townline.desk.presenters.contacts.naming import CHANNEL_ICONS, contact_url

if TYPE_CHECKING:
    from townline.interactions.models import Interaction
    from townline.interactions.queries import TeamShare


@dataclass(frozen=True, slots=True)
class Waiting:
    """A contact that is not wrapped up, as a supervisor sees it: whose, since when; not with whom."""

    url: str
    channel: object
    icon: str
    handler: str
    started_at: datetime


@dataclass(frozen=True, slots=True)
class ShareRow:
    """Of one team."""

    team: str
    contacts: int
    wrapped_up: str
    with_postal_code: str
    resolved: str


def waiting_row(contact: "Interaction", *, handler: str) -> Waiting:
    icon = CHANNEL_ICONS.get(contact.channel, "note")
    return Waiting(contact_url(contact), contact.get_channel_display(), icon, handler, contact.handling.started_at)


def shares(found: "Iterable[TeamShare]") -> list[ShareRow]:
    language = get_language() or "en"
    rows = list(found)
    names = {
        team.pk: team.name.in_(language) for team in accounts.all_teams().filter(pk__in=[row.team_id for row in rows])
    }
    return [
        ShareRow(
            names.get(row.team_id or 0, ""),
            row.contacts,
            _percent(row.wrapped_up, row.contacts),
            _percent(row.with_postal_code, row.contacts),
            _percent(row.resolved, row.wrapped_up),
        )
        for row in rows
    ]


def _percent(part: int, whole: int) -> str:
    return _("%(percent)s %%") % {"percent": round(100 * part / whole)} if whole else "—"
