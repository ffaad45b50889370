"""Add words and pictures, and decide what the public may see of them."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from townline.accounts.values import Viewer
from townline.core.actor import Actor
from townline.core.errors import NotAllowed, OperationRefused
from townline.core.transactions import transaction
from townline.events import operations as events
from townline.service_requests import event_types, permissions
from townline.service_requests.models import Note, NoteVisibility, Photo, ServiceRequest
from townline.service_requests.operations.changes import finish, locked


class NoteEmpty(OperationRefused):
    message = _("Write something first.")


def add_note(*, request: ServiceRequest, text: str, visibility: str, by: Viewer, at: datetime) -> Note:
    """Notes never conflict: two people may write at once. Raises NoteEmpty, NotAllowed."""
    if not text.strip():
        raise NoteEmpty
    if visibility not in NoteVisibility.values or not permissions.may_add_note(request=request, viewer=by):
        raise NotAllowed
    if visibility == NoteVisibility.PUBLIC and request.visibility == permissions.ENFORCEMENT:
        visibility = NoteVisibility.CUSTOMER  # nothing of an enforcement case is public
    return _add(request, text, visibility, by.actor, at, author_id=by.user_id)


def add_customer_note(*, request: ServiceRequest, text: str, by: Actor, at: datetime) -> Note:
    """More information from the customer, by the private link."""
    if not text.strip():
        raise NoteEmpty
    return _add(request, text, NoteVisibility.CUSTOMER, by, at, author_id=None)


def _add(
    request: ServiceRequest, text: str, visibility: str, by: Actor, at: datetime, *, author_id: int | None
) -> Note:
    with transaction():
        note = Note.objects.create(
            request=request,
            text=text.strip(),
            visibility=visibility,
            author_id=author_id,
            author_label=by.label,
            from_customer=not by.is_staff,
            written_at=at,
        )
        ServiceRequest.objects.filter(pk=request.pk).update(updated_at=at)
        fact = event_types.NoteAdded(note.pk, visibility, from_customer=not by.is_staff)
        events.record(fact, subject=request.uuid, by=by, at=at)
    return note


def release_words(*, request: ServiceRequest, release: bool, by: Viewer, at: datetime) -> ServiceRequest:
    """Lets the public read the resident's own words, or takes that back."""
    with transaction():
        request = locked(request=request, version=None)
        if not permissions.may_release(request=request, viewer=by):
            raise NotAllowed
        request.words_released_at = at if release else None
        fact = event_types.WordsReleased(release)
        return finish(request, fields=["words_released_at"], fact=fact, by=by.actor, at=at)


def release_photo(*, photo: Photo, release: bool, by: Viewer, at: datetime) -> Photo:
    """Lets the public see one picture, or takes that back."""
    if photo.request is None or not permissions.may_release(request=photo.request, viewer=by):
        raise NotAllowed
    with transaction():
        photo.released_at = at if release else None
        photo.save(update_fields=["released_at"])
        ServiceRequest.objects.filter(pk=photo.request.pk).update(updated_at=at)
        fact = event_types.PhotoReleased(str(photo.uuid), release)
        events.record(fact, subject=photo.request.uuid, by=by.actor, at=at)
    return photo
