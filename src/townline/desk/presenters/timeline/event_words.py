"""Events of a request whose words depend on what happened."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from townline.desk.presenters.closing_words import level_words
from townline.desk.presenters.timeline.fixed_words import FIXED_WORDS
from townline.desk.presenters.timeline.names import Names
from townline.interactions.values import Channel
from townline.service_requests.closing_values import AuditVerdict, Ending
from townline.service_requests.values import NoteVisibility, Outcome

if TYPE_CHECKING:
    from townline.events.models import Event

_Data = Mapping[str, Any]


def icon_and_words(event: "Event", names: Names) -> tuple[str, object]:
    kind = event.type.removeprefix("service_request.")
    if kind in _WORDS:
        icon, words = _WORDS[kind]
        return icon, words(event.data, names)
    return FIXED_WORDS.get(event.type, ("clock", event.type.replace("_", " ").replace(".", ": ")))


def note_words(visibility: str) -> str:
    return _("Note to the customer") if visibility == NoteVisibility.CUSTOMER else _("Note")


def _received(data: _Data, _names: Names) -> str:
    return _("Received: %(channel)s") % {"channel": _said(Channel.choices, data["channel"])}


def _taken_over(data: _Data, _names: Names) -> str:
    words = {"source": data.get("source", ""), "number": data.get("source_id", "")}
    return _("Taken over from %(source)s, number %(number)s") % words


def _given_to(data: _Data, names: Names) -> str:
    person = names.users.get(data.get("assignee_id") or 0, "")
    if person:
        return _("Assigned to %(person)s, %(team)s") % {"person": person, "team": _team(data, names)}
    return _("Assigned to %(team)s") % {"team": _team(data, names)}


def _completed(data: _Data, _names: Names) -> str:
    return _("Work done: %(outcome)s") % {"outcome": _said(Outcome.choices, data["outcome"])}


def _proposed(data: _Data, _names: Names) -> str:
    return _("Waits for approval: %(ending)s") % {"ending": _said(Ending.choices, data["ending"])}


def _refused(data: _Data, _names: Names) -> str:
    return _("Not agreed: %(ending)s") % {"ending": _said(Ending.choices, data["ending"])}


def _raised(data: _Data, _names: Names) -> str:
    return _("Nobody decided in time: %(level)s") % {"level": level_words(data["level"])}


def _audited(data: _Data, _names: Names) -> str:
    return _("Looked at afterwards: %(found)s") % {"found": _said(AuditVerdict.choices, data["verdict"])}


def _confirmed(data: _Data, _names: Names) -> str:
    by_time = data.get("how") == "grace period"
    return _("Completed: nobody objected in time") if by_time else _("Approved")


def _merged(data: _Data, names: Names) -> str:
    number = names.references.get(data.get("into", ""), "")
    return _("Merged into %(reference)s") % {"reference": number} if number else _("Merged with another request")


def _noted(data: _Data, _names: Names) -> str:
    return _("Note from the customer") if data.get("from_customer") else note_words(data.get("visibility", ""))


def _words_released(data: _Data, _names: Names) -> str:
    return _("The public may read the words") if data.get("released") else _("The words are not public any more")


def _photo_released(data: _Data, _names: Names) -> str:
    return _("A photo is public") if data.get("released") else _("A photo is not public any more")


_WORDS: dict[str, tuple[str, Callable[[_Data, Names], str]]] = {
    "submitted": ("inbox", _received),
    "imported": ("inbox", _taken_over),
    "assigned": ("team", _given_to),
    "completed": ("check", _completed),
    "closing_proposed": ("clock", _proposed),
    "proposal_refused": ("undo", _refused),
    "sent_back": ("undo", lambda _data, _names: _("Sent back to work")),
    "approval_raised": ("arrow-up", _raised),
    "closing_audited": ("eye", _audited),
    "confirmed": ("good", _confirmed),
    "merged": ("merge", _merged),
    "note_added": ("note", _noted),
    "words_released": ("eye", _words_released),
    "photo_released": ("camera", _photo_released),
    "task_added": ("plus", lambda data, names: _("Task added for %(team)s") % {"team": _team(data, names)}),
    "task_opened": ("clock", lambda data, names: _("A task of %(team)s can begin") % {"team": _team(data, names)}),
    "task_taken_up": (
        "person",
        lambda data, names: _("A task was taken up by %(team)s") % {"team": _team(data, names)},
    ),
    "task_given": ("team", lambda data, names: _("A task went to %(team)s") % {"team": _team(data, names)}),
    "task_done": ("check", lambda data, names: _("A task was done by %(team)s") % {"team": _team(data, names)}),
}


def _team(data: _Data, names: Names) -> str:
    return names.teams.get(data.get("team_id") or 0, "")


def _said(choices: Sequence[tuple[str, object]], value: str) -> object:
    """The words of the choice; the code itself, where an old one has none any more."""
    return dict(choices).get(value, value)
