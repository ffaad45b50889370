"""Warn those who meet somebody, or go somewhere; and end it."""

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from townline.accounts.values import Viewer
from townline.core.errors import NotAllowed, NotFound, OperationRefused
from townline.core.transactions import transaction
from townline.customers import event_types, permissions
from townline.customers.models import Customer, SafetyAlert
from townline.customers.values import AlertKind
from townline.events import operations as events

LONGEST_FOR = timedelta(days=366)
LONGEST = 300


class AlertEmpty(OperationRefused):
    message = _("Write what a colleague must know before they go there.")


class AlertEnd(OperationRefused):
    message = _("Choose a last day within a year: an old warning is unfair to people and not believed.")


def raise_alert(
    *, about: Customer | int, kind: AlertKind, text: str, expires_at: datetime, by: Viewer, at: datetime
) -> SafetyAlert:
    """About a customer, or about the address with that id. Raises NotAllowed, AlertEmpty, AlertEnd."""
    if not permissions.meets_customers(viewer=by):
        raise NotAllowed
    if not text.strip():
        raise AlertEmpty
    if not at < expires_at <= at + LONGEST_FOR:
        raise AlertEnd
    customer = about if isinstance(about, Customer) else None
    with transaction():
        alert = SafetyAlert.objects.create(
            customer=customer,
            address_id=None if isinstance(about, Customer) else about,
            kind=kind,
            text=text.strip()[:LONGEST],
            raised_by_id=by.user_id,
            raised_by_label=by.actor.label,
            raised_at=at,
            expires_at=expires_at,
        )
        fact = event_types.SafetyAlertRaised(alert.customer_id, alert.address_id, kind, expires_at.isoformat())
        events.record(fact, subject=alert.uuid, by=by.actor, at=at)
    return alert


def end_alert(*, alert: SafetyAlert, by: Viewer, at: datetime) -> SafetyAlert:
    """Raises NotAllowed, NotFound where it is over already."""
    if not permissions.meets_customers(viewer=by):
        raise NotAllowed
    with transaction():
        current = SafetyAlert.objects.select_for_update().filter(pk=alert.pk, ended_at=None).first()
        if current is None:
            raise NotFound
        current.ended_at, current.ended_by_label = at, by.actor.label
        current.save(update_fields=["ended_at", "ended_by_label"])
        fact = event_types.SafetyAlertEnded(current.customer_id, current.address_id)
        events.record(fact, subject=current.uuid, by=by.actor, at=at)
    return current
