"""What happened to one setting: who, when, before and after."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from townline.accounts import queries as accounts

if TYPE_CHECKING:
    from townline.events.models import Event

_TITLES = {
    "user.left": gettext_lazy("Left: locked out"),
    "user.absence_changed": gettext_lazy("Away dates changed"),
    "service.published": gettext_lazy("New version in force"),
    "message_text.changed": gettext_lazy("New words in force"),
}
_FIELDS = {
    "members": gettext_lazy("People"),
    "teams": gettext_lazy("Teams"),
    "department_id": gettext_lazy("Department"),
    "team_id": gettext_lazy("Team"),
    "draft": gettext_lazy("Draft"),
    "is_active": gettext_lazy("In use"),
    "approved": gettext_lazy("Approved"),
    "ended": gettext_lazy("Ended"),
    "number": gettext_lazy("Version"),
    "note": gettext_lazy("Note"),
    "password_link": gettext_lazy("Password link"),
    "from_date": gettext_lazy("First day"),
    "until_date": gettext_lazy("Last day"),
    "language": gettext_lazy("Language"),
    "deputy_id": gettext_lazy("Deputy"),
    "removed": gettext_lazy("Taken out"),
}
_IDENTITY = ("code", "email", "team_id")
_PLAIN = ("number", "note", "deputy_id", "from_date", "until_date", "language", "removed")


@dataclass(frozen=True, slots=True)
class ChangeView:
    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    uuid: str
    title: str
    who: str
    at: datetime
    changes: list[ChangeView] = field(default_factory=list)
    facts: list[ChangeView] = field(default_factory=list)
    can_put_back: bool = False


def entries_of(
    events: "Sequence[Event]", *, labels: Mapping[str, str], can_put_back: bool = False
) -> list[HistoryEntry]:
    """The latest first. The change that made the thing cannot be put back: there was nothing before it."""
    names = _names()
    entries = [
        _entry(event, labels, names, can_put_back=can_put_back and not (place == 0 and _made_it(event)))
        for place, event in enumerate(events)
    ]
    return entries[::-1]


def _made_it(event: "Event") -> bool:
    changes = event.data.get("changes", {})
    return any(name in changes and changes[name][:1] in ([None], [""], []) for name in _IDENTITY)


def _entry(
    event: "Event", labels: Mapping[str, str], names: dict[str, dict[Any, str]], *, can_put_back: bool
) -> HistoryEntry:
    changes = [
        ChangeView(_label(name, labels), _said(name, pair[0], names), _said(name, pair[1], names))
        if len(pair) == 2
        else ChangeView(_label(name, labels), "", "")
        for name, pair in event.data.get("changes", {}).items()
    ]
    facts = [
        ChangeView(_label(name, labels), "", _said(name, event.data[name], names))
        for name in _PLAIN
        if event.data.get(name)
    ]
    title = str(_TITLES.get(event.type, _("Changed")))
    known = any(change.before or change.after for change in changes)
    return HistoryEntry(
        str(event.uuid), title, event.actor_label, event.occurred_at, changes, facts, can_put_back and known
    )


def _label(name: str, labels: Mapping[str, str]) -> str:
    return str(labels.get(name) or _FIELDS.get(name) or name)


def _names() -> dict[str, dict[Any, str]]:
    language = get_language() or "en"
    teams = {team.pk: team.name.in_(language) for team in accounts.all_teams()}
    people = {user.pk: user.name for user in accounts.all_users()}
    departments = {row.pk: row.name.in_(language) for row in accounts.all_departments()}
    return {
        "team_id": teams,
        "teams": teams,
        "members": people,
        "deputy_id": people,
        "department_id": departments,
        "role": dict(accounts.role_choices()),
        "language": {"en": "English", "fr": "Français"},
    }


def _said(name: str, value: object, names: dict[str, dict[Any, str]]) -> str:
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if value in (None, ""):
        return "—"
    known = names.get(name, {})
    if isinstance(value, list):
        return ", ".join(str(known.get(item, item)) for item in value) or "—"
    if isinstance(value, dict):  # a rule over fields
        return "; ".join(f"{key}: {', '.join(map(str, values))}" for key, values in value.items())
    return str(known.get(value, value))
