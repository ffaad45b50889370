"""Lock somebody out who leaves."""

from datetime import datetime, timedelta

from django.contrib.auth.hashers import make_password
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from townline.accounts import event_types
from townline.accounts.models import Membership, Role, User
from townline.accounts.operations.people import user_subject
from townline.accounts.rights import actor_who_may_change
from townline.accounts.values import Viewer
from townline.core.actor import Actor
from townline.core.errors import OperationRefused
from townline.core.transactions import transaction
from townline.events import operations as events


class StillInOffice(OperationRefused):
    message = _(
        "Enter yesterday as the last day of the term of office, under Settings, Council. That locks the whole office out, "
        "and the councillor gets their own notes before these are removed."
    )


def leave(*, user: User, by: Viewer | Actor, at: datetime) -> User:
    """Locks the person out at once: no session, no password, no key works any more. Their open work goes back to its team.

    A councillor goes with the end of the term, from which the days run in which they fetch their notes; who never had a term
    had one until yesterday. Raises StillInOffice.
    """
    actor = actor_who_may_change(by)
    today = timezone.localtime(at).date()
    if user.role == Role.COUNCILLOR and user.role_until is None:
        user.role_until = today - timedelta(days=1)
    if user.role == Role.COUNCILLOR and not user.role_has_ended(on=today):
        raise StillInOffice
    with transaction():
        user.is_active, user.left_at = False, at
        if user.role == Role.COUNCIL_ASSISTANT:
            user.role_until = None  # it was not the term that ended: a new one does not let them in again
        user.password = make_password(None)
        user.save(update_fields=["is_active", "left_at", "role_until", "password"])
        Membership.objects.filter(user=user).delete()
        events.record(event_types.UserLeft(user.pk), subject=user_subject(user.pk), by=actor, at=at)
    return user
