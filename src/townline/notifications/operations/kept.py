"""A word to the customer keeps promises: that it came, that they are kept informed."""

from uuid import UUID

from townline.core.transactions import transaction_required
from townline.events.values import RecordedEvent
from townline.notifications.models import Message
from townline.notifications.steps import TELLINGS, Step
from townline.service_requests import operations as service_requests
from townline.service_requests import queries as requests

_ABOUT_REQUESTS = frozenset(telling.step for telling in TELLINGS.values() if telling.is_news)


@transaction_required
def count_as_told(*, event: RecordedEvent) -> None:
    """A message went out or a call was made. What followers hear keeps no promise to who asked."""
    if event.data["step"] not in _ABOUT_REQUESTS:
        return
    message = Message.objects.filter(uuid=UUID(event.data["message"])).only("customer_id").first()
    request = requests.request_of_event(subject=event.subject)
    if message is not None and message.customer_id == request.customer_id:
        is_receipt = event.data["step"] == Step.RECEIVED
        service_requests.customer_told(subject=request.uuid, at=event.occurred_at, is_receipt=is_receipt)
