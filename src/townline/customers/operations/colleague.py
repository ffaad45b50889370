"""A member of staff who asks another department is a customer too."""

from datetime import datetime
from typing import TYPE_CHECKING

from townline.accounts.values import Viewer
from townline.core.errors import NotAllowed
from townline.core.transactions import transaction
from townline.core.words import plain
from townline.customers import event_types, permissions
from townline.customers.models import Customer
from townline.customers.values import Kind
from townline.events import operations as events

if TYPE_CHECKING:
    from townline.accounts.models import User


def colleague(*, user: "User", by: Viewer, at: datetime) -> Customer:
    """Their customer record; a new one the first time. Raises NotAllowed."""
    if not permissions.may_change(viewer=by):
        raise NotAllowed
    with transaction():
        known = Customer.objects.filter(staff_user_id=user.pk).first()
        if known is not None:
            return known
        customer = Customer.objects.create(
            kind=Kind.STAFF,
            name=user.name,
            search=plain(user.name),
            language=user.language,
            staff_user_id=user.pk,
            created_at=at,
        )
        events.record(event_types.CustomerAdded(customer.pk, customer.kind), subject=customer.uuid, by=by.actor, at=at)
    return customer
