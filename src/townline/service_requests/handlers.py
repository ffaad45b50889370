"""What requests do when something happens elsewhere."""

from townline.events.values import RecordedEvent
from townline.service_requests import operations


def reassign_work_of_leaver(*, event: RecordedEvent) -> None:
    """Somebody left: what they had in hand goes back to its team."""
    operations.give_back_work_of(user_id=event.data["user_id"], by=event.actor, at=event.occurred_at)
