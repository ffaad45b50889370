"""Take in a picture: looked at and stored at once, turned into the copy that is kept in a job."""

import uuid as uuids
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from townline.core.errors import NotFound
from townline.core.transactions import transaction
from townline.service_requests import pictures
from townline.service_requests.models import Draft, Photo, PhotoState
from townline.service_requests.pictures import PictureRefused

KEPT_FOR = timedelta(days=7)
_JOB = "townline.service_requests.tasks.prepare_photo"


class PhotoRefused(PictureRefused):
    pass


def add_photo(*, draft: UUID, file: "UploadedFile[Any]", at: datetime) -> Photo:
    """Keeps a picture of a form that is being filled in. Raises PictureRefused with a sentence that names the file."""
    name = (file.name or "")[-60:]
    if (file.size or 0) > settings.TOWNLINE_PHOTO_BYTES:
        most = settings.TOWNLINE_PHOTO_BYTES // (1024 * 1024)
        raise PhotoRefused(
            _("“%(name)s” is larger than %(most)s MB. Choose a smaller picture.") % {"name": name, "most": most}
        )
    if Photo.objects.filter(draft=draft, request=None).count() >= settings.TOWNLINE_PHOTO_LIMIT:
        raise PhotoRefused(
            _("You can add up to %s photos. Remove one before you add another.") % settings.TOWNLINE_PHOTO_LIMIT
        )
    try:
        seen = pictures.look(file=file)  # type: ignore[arg-type]  # Django's file wraps a binary one
    except PictureRefused as refusal:
        raise PhotoRefused(f"“{name}”: {refusal}") from refusal
    number = uuids.uuid4()
    sums = [pictures.fingerprint(b"".join(file.chunks()))]
    file.seek(0)
    photo = Photo(uuid=number, draft=draft, lat=seen.lat, long=seen.long, added_at=at, fingerprints=sums)
    with transaction():
        photo.file.save(f"{number}.{seen.kind}.new", file, save=True)
        app.configure_task(_JOB, queue="photos").defer(photo_id=photo.pk)
    return photo


def remove_photo(*, draft: UUID, uuid: UUID) -> None:
    """Takes a picture out of a form that was not sent yet. Raises NotFound."""
    photo = Photo.objects.filter(draft=draft, uuid=uuid, request=None).first()
    if photo is None:
        raise NotFound
    photo.delete()
    photo.file.delete(save=False)
    photo.thumbnail.delete(save=False)


def prepare_photo(*, photo_id: int) -> None:
    """Replaces the file as it came by an upright copy without EXIF, and adds the thumbnail. Twice is the same as once."""
    photo = Photo.objects.filter(pk=photo_id, state=PhotoState.PENDING).first()
    if photo is None or not photo.file:
        return
    original, storage = photo.file.name, photo.file.storage
    try:
        with photo.file.open("rb") as file:
            prepared = pictures.prepare(file=file)  # type: ignore[arg-type]  # the same
    except PictureRefused:
        photo.state, photo.file = PhotoState.REFUSED, ""
    else:
        photo.state, photo.width, photo.height = PhotoState.READY, prepared.width, prepared.height
        photo.fingerprints = [*photo.fingerprints, pictures.fingerprint(prepared.image)]
        photo.file.save(f"{photo.uuid}.jpg", ContentFile(prepared.image), save=False)
        photo.thumbnail.save(f"{photo.uuid}-small.jpg", ContentFile(prepared.thumbnail), save=False)
    # Only what changed: meanwhile the form may have been sent and the photo may belong to a request.
    photo.save(update_fields=["state", "file", "thumbnail", "width", "height", "fingerprints"])
    if original:
        storage.delete(original)


def forget_unsent_photos(*, at: datetime) -> int:
    """Pictures of forms that nobody sent; returns how many. Those of a draft that is still kept stay with it."""
    drafts = Draft.objects.values("uuid")
    unsent = Photo.objects.filter(request=None, added_at__lt=at - KEPT_FOR).exclude(draft__in=drafts)
    count = 0
    for photo in unsent:
        photo.delete()
        photo.file.delete(save=False)
        photo.thumbnail.delete(save=False)
        count += 1
    return count
