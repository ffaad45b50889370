"""E-mail addresses and numbers of a customer, and whose they are."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from townline.accounts.values import Viewer
from townline.core.errors import NotAllowed, NotFound, OperationRefused
from townline.core.transactions import transaction, transaction_required
from townline.customers import event_types, permissions
from townline.customers.contact_check import email_of, phone_of
from townline.customers.models import ContactPoint, Customer
from townline.events import operations as events


class KnownAlready(OperationRefused):
    message = _("This address or number is written there already.")


def add_contact_point(
    *, customer: Customer, kind: str, typed: str, label: str = "", by: Viewer, at: datetime
) -> ContactPoint:
    """Raises NotAllowed, ContactRejected, KnownAlready."""
    _may_change(by)
    value = email_of(typed) if kind == "email" else phone_of(typed)
    with transaction():
        Customer.objects.select_for_update().get(pk=customer.pk)
        if ContactPoint.objects.filter(customer=customer, kind=kind, value=value).exists():
            raise KnownAlready
        point = ContactPoint.objects.create(
            customer=customer, kind=kind, value=value, label=label.strip()[:40], created_at=at
        )
        fact = event_types.ContactPointAdded(customer.pk, point.pk, kind)
        events.record(fact, subject=customer.uuid, by=by.actor, at=at)
    return point


def remove_contact_point(*, point: ContactPoint, by: Viewer, at: datetime) -> None:
    """An address to which nothing may be sent stays so for everybody else who has it. Raises NotAllowed, NotFound."""
    with transaction():
        point = locked_point(point=point, by=by)
        fact = event_types.ContactPointRemoved(point.customer_id, point.pk, point.kind)
        events.record(fact, subject=point.customer.uuid, by=by.actor, at=at)
        point.delete()


def make_primary(*, point: ContactPoint, by: Viewer, at: datetime) -> ContactPoint:
    """Used first of its kind. Raises NotAllowed, NotFound."""
    with transaction():
        point = locked_point(point=point, by=by)
        ContactPoint.objects.filter(customer=point.customer, kind=point.kind, is_primary=True).update(is_primary=False)
        point.is_primary = True
        point.save(update_fields=["is_primary"])
        fact = event_types.ContactPointMadePrimary(point.customer_id, point.pk)
        events.record(fact, subject=point.customer.uuid, by=by.actor, at=at)
    return point


@transaction_required
def locked_point(*, point: ContactPoint, by: Viewer) -> ContactPoint:
    """With its customer. Raises NotAllowed, NotFound."""
    _may_change(by)
    rows = ContactPoint.objects.select_for_update(of=("self",)).select_related("customer")
    found = rows.filter(pk=point.pk).first()
    if found is None:
        raise NotFound
    return found


def _may_change(by: Viewer) -> None:
    if not permissions.may_change(viewer=by):
        raise NotAllowed
