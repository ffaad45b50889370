"""Notes that another system kept on its requests."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from townline.core.actor import Actor
from townline.core.transactions import transaction
from townline.events import operations as events
from townline.events.operations import PastEvent
from townline.service_requests import event_types
from townline.service_requests.models import Note, ServiceRequest


class ImportedNote(NamedTuple):
    """`request` is the id that the request had in the other system."""

    source_id: str
    request: str
    text: str
    visibility: str
    written_at: datetime
    author_label: str = ""
    from_customer: bool = False


@dataclass(slots=True)
class BroughtNotes:
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    rejected: list[tuple[str, str]] = field(default_factory=list)


def bring_notes(*, source: str, notes: Sequence[ImportedNote], by: Actor, at: datetime) -> BroughtNotes:
    """A few thousand at a time, in one transaction. Nobody is told."""
    brought = BroughtNotes()
    with transaction():
        found = ServiceRequest.objects.filter(source=source, source_id__in={note.request for note in notes})
        requests = {request.source_id: request for request in found.only("id", "uuid", "source_id")}
        stored = Note.objects.filter(request__in=requests.values(), source_id__in=[note.source_id for note in notes])
        known = {(note.request_id, note.source_id): note for note in stored}
        added: list[Note] = []
        for note in notes:
            request = requests.get(note.request)
            if request is None:
                brought.rejected.append((note.source_id, f"no request {note.request} came from {source}"))
            elif earlier := known.get((request.pk, note.source_id)):
                _renew(earlier, note, brought)
            else:
                added.append(_note(request, note))
        Note.objects.bulk_create(added)
        facts = [_event(note, by) for note in added]
        events.record_history(events=facts, at=at)
    brought.new = len(added)
    return brought


def _note(request: ServiceRequest, note: ImportedNote) -> Note:
    return Note(
        request=request,
        text=note.text,
        visibility=note.visibility,
        author_label=note.author_label,
        from_customer=note.from_customer,
        written_at=note.written_at,
        source_id=note.source_id,
    )


def _renew(earlier: Note, note: ImportedNote, brought: BroughtNotes) -> None:
    if (earlier.text, earlier.visibility) == (note.text, note.visibility):
        brought.unchanged += 1
        return
    earlier.text, earlier.visibility = note.text, note.visibility
    earlier.save(update_fields=["text", "visibility"])
    brought.changed += 1


def _event(note: Note, by: Actor) -> PastEvent:
    fact = event_types.NoteAdded(note.pk, note.visibility, note.from_customer)
    return PastEvent(fact, note.request.uuid, by, note.written_at)
