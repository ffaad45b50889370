"""Constituency notes. No event: the log is a record of the City, and these are not."""

from datetime import datetime
from uuid import UUID

from townline.accounts import queries as accounts
from townline.accounts.values import Viewer
from townline.core.errors import NotAllowed, NotFound
from townline.core.transactions import transaction
from townline.council import permissions
from townline.council.models import Note, NoteReader
from townline.council.operations.offices import changed
from townline.council.permissions import is_councillor, office_of
from townline.council.queries.notes import note as note_open_to
from townline.council.refusals import WordsMissing
from townline.council.values import LONGEST


def write_note(*, uuid: UUID | None, about: str, words: str, by: Viewer, at: datetime) -> Note:
    """None for a new one. Raises NotAllowed, NotFound, WordsMissing."""
    permissions.own_notes(by)
    if not (about.strip() and words.strip()):
        raise WordsMissing
    with transaction():
        row = note_open_to(uuid=uuid, viewer=by) if uuid else Note(councillor_id=office_of(by), written_at=at)
        row.about, row.words = about.strip()[:160], words.strip()[:LONGEST]
        row.changed_at, row.written_by = at, by.actor.label
        row.save()
    return row


def remove_note(*, uuid: UUID, by: Viewer) -> None:
    """For good. Raises NotAllowed, NotFound."""
    with transaction():
        note_open_to(uuid=uuid, viewer=by).delete()


def let_in(*, assistant_id: int, may_read: bool, by: Viewer, at: datetime) -> None:
    """Only the councillor says which assistant reads the notes. Raises NotAllowed, NotFound."""
    if not is_councillor(by):
        raise NotAllowed
    user = accounts.user_by_id(user_id=assistant_id)
    if user.works_for_id != by.user_id:
        raise NotFound
    with transaction():
        if may_read:
            NoteReader.objects.get_or_create(
                councillor_id=by.user_id, assistant_id=assistant_id, defaults={"since_at": at}
            )
        else:
            NoteReader.objects.filter(councillor=by.user_id, assistant=assistant_id).delete()
        changed(by.user_id, "note_readers", by.actor, at)
