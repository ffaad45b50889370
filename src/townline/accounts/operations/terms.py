"""Roles that last for a term of office: councillors, and with them their assistants."""

from datetime import date, datetime

from django.db.models import Q
from django.utils import timezone

from townline.accounts import event_types
from townline.accounts.models import User
from townline.accounts.operations.last_day import give_last_day
from townline.accounts.operations.people import user_subject
from townline.core.actor import SYSTEM, Actor
from townline.core.transactions import transaction, transaction_required
from townline.events import operations as events


@transaction_required
def set_role_until(*, user: User, until: date, by: Actor, at: datetime) -> None:
    """The last day of a councillor and of whoever works for them; one who was locked out for it may sign in again."""
    today = timezone.localtime(at).date()
    rows = User.objects.select_for_update().filter(Q(pk=user.pk) | Q(works_for=user))
    for row in rows.exclude(works_for=user, is_active=False, role_until=None).order_by("pk"):
        before = row.role_until.isoformat() if row.role_until else ""
        give_last_day(user=row, until=until, today=today)
        row.save(update_fields=["role_until", "is_active", "left_at"])
        fact = event_types.UserChanged(row.pk, {"role_until": [before, until.isoformat()]})
        events.record(fact, subject=user_subject(row.pk), by=by, at=at)


def end_roles(*, at: datetime) -> int:
    """Closes the accounts whose term is over. The password stays, so that signing in says why it is refused."""
    today = timezone.localtime(at).date()
    with transaction():
        over = User.objects.select_for_update(skip_locked=True).filter(is_active=True, role_until__lt=today)
        rows = list(over.order_by("pk")[:500])
        for row in rows:
            row.is_active, row.left_at = False, at
            row.save(update_fields=["is_active", "left_at"])
            events.record(event_types.UserLeft(row.pk), subject=user_subject(row.pk), by=SYSTEM, at=at)
    return len(rows)
