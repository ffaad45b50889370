"""What was said to be done is not done."""

from datetime import datetime
from uuid import UUID

from townline.core.transactions import transaction_required
from townline.service_levels import queries
from townline.service_levels.models import Clock
from townline.service_levels.operations.pauses import settle
from townline.service_levels.values import ClockKind, Ended


@transaction_required
def take_up(*, subject: UUID, at: datetime) -> datetime | None:
    """The last resolution clock runs on under the promise that it had: nobody gains time by saying “done” too early.

    Returns when it is due; None where nothing was promised, or where the day was not kept by a clock.
    """
    last = (
        Clock.objects.select_for_update().filter(subject=subject, kind=ClockKind.RESOLUTION).order_by("-round").first()
    )
    if last is None or last.ended_as != Ended.MET or last.started_at > at:
        return None
    last.stopped_at, last.ended_as = None, ""
    last.save(update_fields=["stopped_at", "ended_as"])
    settle(clocks=[last], pauses=queries.pauses_of(subject=subject), at=at)
    return last.due_at
