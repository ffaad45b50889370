"""No more messages to an address, or messages again. It is said for the address: see queries for who is meant by that."""

from datetime import datetime

from django.db.models import QuerySet

from townline.core.actor import Actor
from townline.core.transactions import transaction
from townline.customers import event_types
from townline.customers.models import ContactPoint, Customer
from townline.events import operations as events


def opt_out(*, customer: Customer, kind: str, by: Actor, at: datetime) -> None:
    """Stops messages of one kind to the addresses of this customer, whoever else gave them. Saying it twice changes nothing."""
    with transaction():
        if _same_addresses(customer, kind).filter(opted_out_at__isnull=True).update(opted_out_at=at):
            events.record(event_types.CustomerOptedOut(customer.pk, kind), subject=customer.uuid, by=by, at=at)


def opt_in(*, customer: Customer, kind: str, by: Actor, at: datetime) -> None:
    """Sends messages to these addresses again. Saying it twice changes nothing."""
    with transaction():
        if _same_addresses(customer, kind).filter(opted_out_at__isnull=False).update(opted_out_at=None):
            events.record(event_types.CustomerOptedIn(customer.pk, kind), subject=customer.uuid, by=by, at=at)


def _same_addresses(customer: Customer, kind: str) -> QuerySet[ContactPoint]:
    values = ContactPoint.objects.filter(customer=customer, kind=kind).values("value")
    return ContactPoint.objects.filter(kind=kind, value__in=values)
