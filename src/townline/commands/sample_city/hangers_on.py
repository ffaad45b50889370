"""What hangs on some requests: a photo of the resident, neighbours with the same problem."""

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import UUID

from townline.commands.sample_city.pictures import HEIGHT, VARIANTS, WIDTH, picture
from townline.commands.sample_city.residents import Resident
from townline.commands.sample_city.story import Story
from townline.service_requests.operations import RequestRow
from townline.service_requests.operations import attach as attachments
from townline.service_requests.operations.attach import FollowerRow, PhotoRow

RECENT = timedelta(days=75)
PHOTOGRAPHED, RELEASED, FOLLOWED = 0.4, 0.6, 0.03


def attach(
    *,
    stories: list[Story],
    rows: list[RequestRow],
    people: dict[str, list[Resident]],
    chance: random.Random,
    at: datetime,
) -> None:
    public = [
        (story, row) for story, row in zip(stories, rows, strict=True) if story.setting.entry.definition.is_public
    ]
    photos = [_photo(story, row, chance, at) for story, row in public if _is_photographed(story, row, chance, at)]
    attachments.attach_photos(rows=photos, at=at)
    attachments.attach_followers(rows=list(_followers(public, people, chance, at)), at=at)


def _is_photographed(story: Story, row: RequestRow, chance: random.Random, at: datetime) -> bool:
    allowed = story.setting.entry.definition.photos_allowed and row.channel in {"web", "open311", "email", "phone"}
    return allowed and at - row.submitted_at < RECENT and chance.random() < PHOTOGRAPHED


def _photo(story: Story, row: RequestRow, chance: random.Random, at: datetime) -> PhotoRow:
    group = story.setting.entry.definition.group_code
    image, thumbnail = picture(group=group, variant=chance.randrange(VARIANTS))
    is_released = row.reviewed_at is not None and chance.random() < RELEASED
    released_at = min(row.reviewed_at + timedelta(minutes=6), at) if is_released and row.reviewed_at else None
    number = UUID(int=chance.getrandbits(128), version=4)
    return PhotoRow(number, story.uuid, image, thumbnail, WIDTH, HEIGHT, row.submitted_at, released_at)


def _followers(
    public: list[tuple[Story, RequestRow]], people: dict[str, list[Resident]], chance: random.Random, at: datetime
) -> Iterator[FollowerRow]:
    """Now and then a neighbour. Whose report was merged needs no row: they hear of it by their own number."""
    for story, row in public:
        since = row.submitted_at + timedelta(hours=chance.uniform(2, 60))
        if chance.random() < FOLLOWED and since < (row.closed_at or at):
            one = chance.choice(people["en"])
            if one.preferred in {"email", "call"}:
                yield FollowerRow(story.uuid, one.id, "en", one.preferred, since)
