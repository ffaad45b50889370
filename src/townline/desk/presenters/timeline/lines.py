"""One line of time: what happened, what was written, what was sent."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from townline.desk.presenters.clocks import SAID_BY_OTHERS, clock_event
from townline.desk.presenters.timeline.entry import Entry
from townline.desk.presenters.timeline.event_words import icon_and_words, note_words
from townline.desk.presenters.timeline.messages import message_entry
from townline.desk.presenters.timeline.names import Names
from townline.service_requests.values import NoteVisibility

if TYPE_CHECKING:
    from townline.events.models import Event
    from townline.notifications.models import Message
    from townline.service_requests.models import Note

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
    entries += [message_entry(message, at) for message in messages]
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
    icon, what = clock_event(event.type, event.data) or icon_and_words(event, names)
    kind = _NOTE_KINDS[NoteVisibility(note.visibility)] if note else ""
    return Entry(icon, str(what), _who(event), event.occurred_at, note.text if note else "", kind)


def _who(event: "Event") -> str:
    if event.actor_kind == "customer":
        return _("customer")
    return event.actor_label


def _of_note(note: "Note") -> Entry:
    what = _("Note from the customer") if note.from_customer else note_words(note.visibility)
    who = _("customer") if note.from_customer and not note.author_label else note.author_label
    return Entry("note", what, who, note.written_at, note.text, _NOTE_KINDS[NoteVisibility(note.visibility)])
