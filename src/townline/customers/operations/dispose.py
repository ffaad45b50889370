"""Let go of customers: the row and everything that hangs on it."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from townline.core.actor import Actor
from townline.customers import event_types
from townline.customers.models import ContactPoint, Customer
from townline.customers.operations.vocabulary import forget_names
from townline.events import operations as events
from townline.privacy.holdings import Disposed, Person, disposing


def dispose(
    *, people: Sequence[Person], by: Actor, at: datetime, certificate: UUID, subjects: Sequence[UUID] = ()
) -> Disposed:
    """What other rooms keep of these people must be gone before."""
    with disposing(certificate=certificate):
        found = list(
            Customer.objects.select_for_update().filter(pk__in=[person.id for person in people]).order_by("pk")
        )
        ids = [customer.pk for customer in found]
        points = ContactPoint.objects.filter(customer__in=ids).delete()[0]
        Customer.objects.filter(pk__in=ids).update(merged_into=None)
        Customer.objects.filter(pk__in=ids).delete()  # with relations and safety alerts
        forget_names(searches=[customer.search for customer in found])
        for customer in found:
            fact = event_types.CustomerDisposed(customer.pk, str(certificate))
            events.record(fact, subject=customer.uuid, by=by, at=at)
        events.forget_errors(subjects=[customer.uuid for customer in found])
    return Disposed({"customers": len(ids), "contact_points": points})
