from datetime import datetime

from townline.core.errors import NotFound
from townline.core.transactions import transaction
from townline.events.models import Delivery, DeliveryState


def retry(*, delivery_id: int, at: datetime) -> None:
    """Puts a delivery that gave up back into the queue. Raises NotFound if it has not given up."""
    with transaction():
        changed = Delivery.objects.filter(pk=delivery_id, state=DeliveryState.FAILED).update(
            state=DeliveryState.PENDING, attempts=0, due_at=at
        )
    if not changed:
        raise NotFound
