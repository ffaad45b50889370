"""What hangs on requests that were loaded in bulk: pictures, and people who follow them. Nobody is told."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from townline.core.actor import RESIDENT, SYSTEM
from townline.core.transactions import transaction
from townline.events import operations as events
from townline.events.operations import PastEvent
from townline.service_requests import event_types
from townline.service_requests.models import Follower, Photo, PhotoState, ServiceRequest


class PhotoRow(NamedTuple):
    """A picture that is ready: `image` and `thumbnail` are JPEG without EXIF."""

    uuid: UUID
    request: UUID
    image: bytes
    thumbnail: bytes
    width: int
    height: int
    added_at: datetime
    released_at: datetime | None = None


class FollowerRow(NamedTuple):
    request: UUID
    customer_id: int
    language: str
    preferred: str
    since_at: datetime


def attach_photos(*, rows: Sequence[PhotoRow], at: datetime) -> None:
    """`at` is when the log hears of them."""
    ids = _ids(row.request for row in rows)
    photos = [
        Photo(
            uuid=row.uuid,
            request_id=ids[row.request],
            state=PhotoState.READY,
            file=_stored(row, "", row.image),
            thumbnail=_stored(row, "-small", row.thumbnail),
            width=row.width,
            height=row.height,
            added_at=row.added_at,
            released_at=row.released_at,
        )
        for row in rows
    ]
    with transaction():
        Photo.objects.bulk_create(photos, batch_size=500)
        events.record_history(events=_photo_facts(rows), at=at)


def _stored(row: PhotoRow, suffix: str, content: bytes) -> str:
    return default_storage.save(f"photos/{row.added_at:%Y/%m}/{row.uuid}{suffix}.jpg", ContentFile(content))


def _photo_facts(rows: Iterable[PhotoRow]) -> Iterable[PastEvent]:
    for row in rows:
        yield PastEvent(event_types.PhotoAdded(str(row.uuid)), row.request, RESIDENT, row.added_at)
        if row.released_at:
            fact = event_types.PhotoReleased(str(row.uuid), released=True)
            yield PastEvent(fact, row.request, SYSTEM, row.released_at)


def attach_followers(*, rows: Sequence[FollowerRow], at: datetime) -> None:
    """Who follows a request already stays as they are."""
    ids = _ids(row.request for row in rows)
    followers = [
        Follower(
            request_id=ids[row.request], customer_id=row.customer_id, language=row.language,
            preferred=row.preferred, since_at=row.since_at,
        )
        for row in rows
    ]  # fmt: skip
    facts = [PastEvent(event_types.Followed(row.customer_id), row.request, RESIDENT, row.since_at) for row in rows]
    with transaction():
        Follower.objects.bulk_create(followers, batch_size=1_000, ignore_conflicts=True)
        events.record_history(events=facts, at=at)


def _ids(uuids: Iterable[UUID]) -> dict[UUID, int]:
    return dict(ServiceRequest.objects.filter(uuid__in=set(uuids)).values_list("uuid", "id"))
