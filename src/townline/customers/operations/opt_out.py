from datetime import datetime

from townline.core.actor import Actor
from townline.core.transactions import transaction
from townline.customers import event_types
from townline.customers.models import ContactPoint, Customer
from townline.events import operations as events


def opt_out(*, customer: Customer, kind: str, by: Actor, at: datetime) -> None:
    """Stops messages of one kind to this customer. Saying it twice changes nothing."""
    with transaction():
        points = ContactPoint.objects.filter(customer=customer, kind=kind, opted_out_at__isnull=True)
        if points.update(opted_out_at=at):
            events.record(event_types.CustomerOptedOut(customer.pk, kind), subject=customer.uuid, by=by, at=at)
