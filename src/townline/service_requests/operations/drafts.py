"""Keep what was typed until it is sent."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from townline.core.errors import NotFound
from townline.service_requests.models import Draft, Photo

KEPT_FOR = timedelta(days=7)


def save_draft(*, uuid: UUID, service_code: str, data: dict[str, Any], owner_id: int | None, at: datetime) -> Draft:
    """Writes the whole form again. A draft that was sent is not changed any more; somebody else's raises NotFound."""
    new = {"service_code": service_code, "data": data, "owner_id": owner_id, "created_at": at, "updated_at": at}
    draft, is_new = Draft.objects.get_or_create(uuid=uuid, defaults=new)  # two windows may begin it at once
    if is_new:
        return draft
    if draft.owner_id != owner_id:
        raise NotFound
    # One statement: the form may be sent at this very moment, and then nothing of it is kept.
    Draft.objects.filter(pk=draft.pk, submitted_as="").update(service_code=service_code, data=data, updated_at=at)
    return draft


def mark_sent(*, uuid: UUID, reference: str, at: datetime) -> None:
    """Forgets what was typed and keeps only what became of it."""
    Draft.objects.filter(uuid=uuid).update(submitted_as=reference, data={}, updated_at=at)


def discard_draft(*, uuid: UUID, owner_id: int | None) -> None:
    draft = Draft.objects.filter(uuid=uuid, owner_id=owner_id).first()
    if draft:
        _remove_photos(draft)
        draft.delete()


def remove_old_drafts(*, at: datetime) -> int:
    """Drafts untouched for a week go, with their photos; returns how many."""
    old = list(Draft.objects.filter(updated_at__lt=at - KEPT_FOR))
    for draft in old:
        _remove_photos(draft)
        draft.delete()
    return len(old)


def _remove_photos(draft: Draft) -> None:
    for photo in Photo.objects.filter(draft=draft.uuid, request=None):
        photo.file.delete(save=False)
        photo.thumbnail.delete(save=False)
        photo.delete()
