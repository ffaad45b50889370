"""One message on every public page: proposed by one person, approved by another."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from townline.accounts.permissions import Capability
from townline.accounts.rights import actor_who_may_change
from townline.accounts.values import Viewer
from townline.catalog import event_types
from townline.catalog.models import Alert
from townline.core.actor import Actor
from townline.core.changes import apply
from townline.core.errors import NotAllowed, OperationRefused
from townline.core.subjects import subject_uuid
from townline.core.transactions import transaction
from townline.events import operations as events


class AlertRefused(OperationRefused):
    message = _("Write the alert in English and in French, and let it end after it starts.")


class SamePerson(OperationRefused):
    message = _("Somebody else must approve an alert that you wrote.")


def save_alert(*, alert: Alert | None, values: dict[str, object], by: Viewer | Actor, at: datetime) -> Alert:
    """None for a new one. A change takes the approval back. Raises NotAllowed, AlertRefused."""
    actor = actor_who_may_change(by)
    alert = alert or Alert()
    with transaction():
        before = {name: getattr(alert, name) for name in ("text_en", "text_fr")}
        apply(alert, values)
        if not (alert.text_en.strip() and alert.text_fr.strip()) or alert.ends_at <= alert.starts_at:
            raise AlertRefused
        alert.proposed_by, alert.approved_by, alert.approved_at = actor.label, "", None
        alert.save()
        changes: dict[str, object] = {
            name: [old, getattr(alert, name)] for name, old in before.items() if old != getattr(alert, name)
        }
        _record(alert, {"approved": [None, False], **changes}, actor, at)
    return alert


def approve_alert(*, alert: Alert, by: Viewer | Actor, at: datetime) -> Alert:
    """By a manager or an administrator who did not write it. Raises NotAllowed, SamePerson."""
    actor = by.actor if isinstance(by, Viewer) else by
    if isinstance(by, Viewer):
        if not (by.can(Capability.CHANGE_SETTINGS) or by.can(Capability.APPROVE)):
            raise NotAllowed
        if alert.proposed_by == actor.label:
            raise SamePerson
    with transaction():
        alert.approved_by, alert.approved_at = actor.label, at
        alert.save(update_fields=["approved_by", "approved_at"])
        _record(alert, {"approved": [False, True]}, actor, at)
    return alert


def end_alert(*, alert: Alert, by: Viewer | Actor, at: datetime) -> Alert:
    """Takes it off every page now."""
    actor = by.actor if isinstance(by, Viewer) and by.can(Capability.APPROVE) else actor_who_may_change(by)
    with transaction():
        if alert.starts_at >= at:
            alert.approved_by, alert.approved_at = "", None
            alert.save(update_fields=["approved_by", "approved_at"])
        else:
            alert.ends_at = at
            alert.save(update_fields=["ends_at"])
        _record(alert, {"ended": [False, True]}, actor, at)
    return alert


def _record(alert: Alert, changes: dict[str, object], actor: Actor, at: datetime) -> None:
    fact = event_types.AlertChanged(alert.pk, changes)
    events.record(fact, subject=subject_uuid(kind="alert", id=alert.pk), by=actor, at=at)
