"""Who still has to be told of an update: for the room that writes messages."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from townline.core.errors import NotFound
from townline.service_requests.models import MajorListener, MajorUpdate
from townline.service_requests.values import ToldState


def update_of_event(*, uuid: UUID) -> MajorUpdate:
    """Raises NotFound."""
    update = MajorUpdate.objects.select_related("major").filter(uuid=uuid).first()
    if update is None:
        raise NotFound
    return update


def next_listeners(*, update: MajorUpdate, limit: int) -> Sequence[MajorListener]:
    """Locked; those that another worker has are left out."""
    waiting = update.listeners.select_for_update(skip_locked=True, of=("self",)).filter(state=ToldState.WAITING)
    return list(waiting.select_related("customer", "request__service").order_by("id")[:limit])


def updates_to_write(*, written_before: datetime) -> list[UUID]:
    """Those that somebody still waits for: a worker may have been killed in the middle of one."""
    waiting = MajorUpdate.objects.filter(listeners__state=ToldState.WAITING, written_at__lt=written_before)
    return list(waiting.order_by("written_at").values_list("uuid", flat=True).distinct())
