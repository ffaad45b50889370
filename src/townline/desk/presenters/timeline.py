"""One line of time: what happened, what was written, what was sent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from townline.desk.presenters.clocks import SAID_BY_OTHERS, clock_event
from townline.desk.presenters.closing_words import level_words
from townline.interactions.values import Channel
from townline.service_requests.closing_values import AuditVerdict, Ending
from townline.service_requests.values import NoteVisibility, Outcome

if TYPE_CHECKING:
    from townline.events.models import Event
    from townline.notifications.models import Message
    from townline.service_requests.models import Note


@dataclass(frozen=True, slots=True)
class Entry:
    """As components/timeline.html reads it. `take_back` is the message that can still be stopped."""

    icon: str
    what: str
    who: str
    at: datetime
    text: str = ""
    kind: str = ""
    take_back: str = ""


@dataclass(frozen=True, slots=True)
class Names:
    """What ids stand for."""

    users: Mapping[int, str] = field(default_factory=dict)
    teams: Mapping[int, str] = field(default_factory=dict)
    references: Mapping[str, str] = field(default_factory=dict)


_WORDS = {
    "service_request.accepted": ("check", gettext_lazy("Accepted")),
    "service_request.declined": ("stop", gettext_lazy("Closed: cannot do")),
    "service_request.customer_asked": ("mail", gettext_lazy("Asked the customer; the clock stands still")),
    "service_request.customer_answered": ("person", gettext_lazy("The customer answered; the clock goes on")),
    "service_request.reopened": ("undo", gettext_lazy("Opened again, with a new date")),
    "service_request.disputed": ("flag", gettext_lazy("The customer says: this is not resolved")),
    "service_request.cancelled": ("close", gettext_lazy("Withdrawn by the customer")),
    "service_request.photo_added": ("camera", gettext_lazy("Photo added")),
    "service_request.followed": ("bell", gettext_lazy("Somebody with the same problem follows it")),
    "service_request.first_contacted": ("mail", gettext_lazy("The customer was told what will be done and by when")),
    "service_request.repromised": ("clock", gettext_lazy("Another day was promised")),
    "service_request.follower_added": ("bell", gettext_lazy("Somebody else is told of it from now on")),
    "service_request.follower_removed": ("bell", gettext_lazy("Somebody is told of it no more")),
    "service_request.followed_up": ("person", gettext_lazy("Somebody asked again")),
    "service_request.follow_up_answered": ("check", gettext_lazy("Who asked again has an answer")),
    "service_request.followed_by_new": ("plus", gettext_lazy("Asked again long after the closing: a new request")),
    "service_request.dispute_judged": ("flag", gettext_lazy("A supervisor judged the disputed closing")),
    "service_request.details_changed": ("swap", gettext_lazy("Details corrected")),
    "service_request.task_not_needed": ("close", gettext_lazy("A task is not needed")),
    "service_request.task_sent_back": ("undo", gettext_lazy("A task is to be done again")),
    "service_request.tasks_done": ("good", gettext_lazy("Every task is done")),
    "privacy.glass_broken": ("lock", gettext_lazy("Who asked was opened with a reason")),
    "privacy.glass_reviewed": ("lock", gettext_lazy("The reason for opening was reviewed")),
    "service_level.breached": ("warning", gettext_lazy("The promised date has passed")),
    "message.taken_back": ("undo", gettext_lazy("A message was taken back")),
    "message.sent": ("mail", gettext_lazy("A message was sent")),
}
# What the messages themselves say better.
_SILENT_PREFIXES = ("message.", "notification.")
_NOTE_KINDS = {NoteVisibility.INTERNAL: "internal", NoteVisibility.CUSTOMER: "", NoteVisibility.PUBLIC: "public"}


def timeline(
    *, events: "Sequence[Event]", notes: "Sequence[Note]", messages: "Sequence[Message]", names: Names, at: datetime
) -> list[Entry]:
    """The latest first."""
    told = {event.data.get("note_id") for event in events}
    by_id = {note.pk: note for note in notes}
    entries = [
        entry
        for event in events
        if (entry := _of_event(event, by_id.get(event.data.get("note_id") or 0), names)) is not None
    ]
    entries += [_of_note(note) for note in notes if note.pk not in told]
    entries += [_of_message(message, at) for message in messages]
    entries.reverse()  # of the same moment the later one stands first too: the sort is stable
    return sorted(entries, key=lambda entry: entry.at, reverse=True)


def event_words(event: "Event", names: Names) -> str:
    """One event in words, for “what changed meanwhile”."""
    entry = _of_event(event, None, names)
    return entry.what if entry else str(event.type)


def _of_event(event: "Event", note: "Note | None", names: Names) -> Entry | None:
    if event.type.startswith(_SILENT_PREFIXES):
        return None
    if event.type in SAID_BY_OTHERS:
        return None
    if event.type == "service_request.note_added" and note is None:
        return None  # the note itself is kept back, or gone
    icon, what = clock_event(event.type, event.data) or _icon_and_words(event, names)
    kind = _NOTE_KINDS[NoteVisibility(note.visibility)] if note else ""
    return Entry(icon, str(what), _who(event), event.occurred_at, note.text if note else "", kind)


def _icon_and_words(event: "Event", names: Names) -> tuple[str, object]:
    data = event.data
    match event.type.removeprefix("service_request."):
        case "submitted":
            return "inbox", _("Received: %(channel)s") % {
                "channel": dict(Channel.choices).get(data["channel"], data["channel"])
            }
        case "imported":
            return "inbox", _("Taken over from %(source)s, number %(number)s") % {
                "source": data.get("source", ""),
                "number": data.get("source_id", ""),
            }
        case "assigned":
            return "team", _given_to(data, names)
        case "task_added" | "task_opened" | "task_taken_up" | "task_given" | "task_done":
            return _task_words(event, names)
        case "completed":
            return "check", _("Work done: %(outcome)s") % {
                "outcome": dict(Outcome.choices).get(data["outcome"], data["outcome"])
            }
        case "closing_proposed":
            return "clock", _("Waits for approval: %(ending)s") % {
                "ending": dict(Ending.choices).get(data["ending"], data["ending"])
            }
        case "proposal_refused":
            return "undo", _("Not agreed: %(ending)s") % {
                "ending": dict(Ending.choices).get(data["ending"], data["ending"])
            }
        case "sent_back":
            return "undo", _("Sent back to work")
        case "approval_raised":
            return "arrow-up", _("Nobody decided in time: %(level)s") % {"level": level_words(data["level"])}
        case "closing_audited":
            found = dict(AuditVerdict.choices).get(data["verdict"], data["verdict"])
            return "eye", _("Looked at afterwards: %(found)s") % {"found": found}
        case "confirmed":
            by_time = data.get("how") == "grace period"
            return "good", _("Completed: nobody objected in time") if by_time else _("Approved")
        case "merged":
            number = names.references.get(data.get("into", ""), "")
            return "merge", _("Merged into %(reference)s") % {"reference": number} if number else _(
                "Merged with another request"
            )
        case "note_added":
            return "note", _("Note from the customer") if data.get("from_customer") else _note_words(
                data.get("visibility", "")
            )
        case "words_released":
            return "eye", _("The public may read the words") if data.get("released") else _(
                "The words are not public any more"
            )
        case "photo_released":
            return "camera", _("A photo is public") if data.get("released") else _("A photo is not public any more")
    return _WORDS.get(event.type, ("clock", event.type.replace("_", " ").replace(".", ": ")))


def _task_words(event: "Event", names: Names) -> tuple[str, str]:
    team = names.teams.get(event.data.get("team_id") or 0, "")
    match event.type.removeprefix("service_request.task_"):
        case "added":
            return "plus", _("Task added for %(team)s") % {"team": team}
        case "opened":
            return "clock", _("A task of %(team)s can begin") % {"team": team}
        case "taken_up":
            return "person", _("A task was taken up by %(team)s") % {"team": team}
        case "given":
            return "team", _("A task went to %(team)s") % {"team": team}
    return "check", _("A task was done by %(team)s") % {"team": team}


def _given_to(data: Mapping[str, int | None], names: Names) -> str:
    team = names.teams.get(data.get("team_id") or 0, "")
    person = names.users.get(data.get("assignee_id") or 0, "")
    if person:
        return _("Assigned to %(person)s, %(team)s") % {"person": person, "team": team}
    return _("Assigned to %(team)s") % {"team": team}


def _note_words(visibility: str) -> str:
    return _("Note to the customer") if visibility == NoteVisibility.CUSTOMER else _("Note")


def _who(event: "Event") -> str:
    if event.actor_kind == "customer":
        return _("customer")
    return event.actor_label


def _of_note(note: "Note") -> Entry:
    what = _("Note from the customer") if note.from_customer else _note_words(note.visibility)
    who = _("customer") if note.from_customer and not note.author_label else note.author_label
    return Entry("note", what, who, note.written_at, note.text, _NOTE_KINDS[NoteVisibility(note.visibility)])


_MESSAGE_ICONS = {"email": "mail", "call": "phone", "letter": "letter"}


def message_state_words(state: str, *, is_held: bool = False) -> str:
    return {
        "held": _("goes out in a minute") if is_held else _("is being sent"),
        "sent": _("sent"),
        "failed": _("could not be delivered"),
        "to_do": _("waits for somebody to do it"),
        "done": _("done"),
        "taken_back": _("taken back"),
        "opted_out": _("not sent: the customer opted out"),
        "training": _("not sent: training copy"),
    }.get(state, state)


def _of_message(message: "Message", at: datetime) -> Entry:
    is_held = message.state == "held" and message.send_at > at
    said = message_state_words(message.state, is_held=is_held)
    what = f"{message.get_channel_display()}: {message.title} · {said}"
    return Entry(
        _MESSAGE_ICONS.get(message.channel, "mail"),
        what,
        message.done_by,
        message.sent_at or message.created_at,
        take_back=str(message.uuid) if is_held else "",
    )
