"""What is open by break-glass, and what waits for review."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from townline.core.errors import NotFound
from townline.privacy.models import BreakGlass


def opened(*, user_id: int, at: datetime) -> frozenset[UUID]:
    """The people and records that this member of staff has opened with a reason, for as long as the hour lasts."""
    rows = BreakGlass.objects.filter(opened_by_id=user_id, until_at__gt=at, opened_at__lte=at)
    return frozenset(uuid for row in rows.values_list("person", "subject") for uuid in row if uuid is not None)


def break_glasses(*, opened_by: Iterable[int] | None = None) -> QuerySet[BreakGlass]:
    """The latest first; of these people only, if they are named."""
    rows = BreakGlass.objects.order_by("-opened_at", "-id")
    return rows if opened_by is None else rows.filter(opened_by_id__in=opened_by)


def to_review(*, opened_by: Iterable[int] | None = None, not_by: int | None = None) -> QuerySet[BreakGlass]:
    """What nobody has reviewed, the oldest first; without what this reviewer opened."""
    rows = break_glasses(opened_by=opened_by).filter(reviewed_at__isnull=True).order_by("opened_at", "id")
    return rows if not_by is None else rows.exclude(opened_by_id=not_by)


def break_glass_of(*, uuid: UUID) -> BreakGlass:
    found = BreakGlass.objects.filter(uuid=uuid).first()
    if found is None:
        raise NotFound
    return found
