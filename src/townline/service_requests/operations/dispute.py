"""“This is not resolved.”"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from townline.core.actor import Actor
from townline.core.transactions import transaction
from townline.service_requests import event_types
from townline.service_requests.models import Note, NoteVisibility, Photo, ServiceRequest
from townline.service_requests.operations.changes import finish, locked
from townline.service_requests.operations.reopen import back_to_work
from townline.service_requests.operations.review import ReasonMissing
from townline.service_requests.workflow import Verb, move


def dispute(
    *, request: ServiceRequest, words: str, by: Actor, at: datetime, photos: Sequence[UUID] = ()
) -> ServiceRequest:
    """The customer says that it is not resolved: open again, for a supervisor to look at. Raises ReasonMissing, NotNow."""
    if not words.strip():
        raise ReasonMissing(_("Write what is still wrong, so that the next visit mends it."))
    with transaction():
        request = locked(request=request, version=None)
        move(request.state, Verb.DISPUTE)
        Photo.objects.filter(uuid__in=photos, request=None).update(request=request)
        note = Note.objects.create(
            request=request, text=words.strip(), visibility=NoteVisibility.CUSTOMER, from_customer=True, written_at=at
        )
        due_at, fields = back_to_work(request, at=at)
        request.disputed_at = at
        fact = event_types.Disputed(note.pk, due_at.isoformat())
        return finish(request, fields=[*fields, "disputed_at"], fact=fact, by=by, at=at)
