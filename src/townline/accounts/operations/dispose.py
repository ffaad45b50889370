"""Let go of people who left: their account keeps its number, which the log and the requests know, and nothing else.

Of residents this room keeps only failed sign-ins under their address.
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib.sessions.models import Session
from django.db.models import Q

from townline.accounts import event_types
from townline.accounts.models import Absence, Membership, User
from townline.accounts.operations.people import user_subject
from townline.core.actor import Actor
from townline.core.transactions import transaction_required
from townline.events import operations as events
from townline.privacy.holdings import Disposed, Person, disposing

FORMER = "Former member of staff"


def dispose(
    *, people: Sequence[Person], by: Actor, at: datetime, certificate: UUID, subjects: Sequence[UUID] = ()
) -> Disposed:
    """`subjects` are those of accounts that were closed; one that is in use is left alone."""
    with disposing(certificate=certificate):
        gone = User.objects.select_for_update().filter(left_at__isnull=False, is_active=False)
        users = [user for user in gone.order_by("pk") if user_subject(user.pk) in set(subjects)] if subjects else []
        signed_in = _forget_sign_ins([trace for person in people for trace in person.traces])
        signed_in += _forget_sign_ins([user.email for user in users])
        for user in users:
            _empty(user)
            fact = event_types.AccountDisposed(user.pk, str(certificate))
            events.record(fact, subject=user_subject(user.pk), by=by, at=at)
    return Disposed({"accounts": len(users), "sign_ins": signed_in})


@transaction_required
def _forget_sign_ins(names: Sequence[str]) -> int:
    said = Q(pk=None)
    for name in set(names):
        said |= Q(username__iexact=name)
    return sum(table.objects.filter(said).delete()[0] for table in (AccessAttempt, AccessFailureLog, AccessLog))


@transaction_required
def _empty(user: User) -> None:
    keys = [
        session.pk
        for session in Session.objects.iterator()
        if session.get_decoded().get("_auth_user_id") == str(user.pk)
    ]
    Session.objects.filter(pk__in=keys).delete()
    for relation in user._meta.related_objects:
        if relation.related_model._meta.app_label in {"account", "mfa", "socialaccount", "usersessions"}:
            relation.related_model._default_manager.filter(**{relation.field.name: user}).delete()
    Membership.objects.filter(user=user).delete()
    Absence.objects.filter(user=user).delete()
    user.name, user.email, user.preferences = FORMER, f"former-{user.pk}@staff.invalid", {}
    if user.works_for_id is not None:
        user.role_until = None  # no new term lets an emptied account in
    user.set_unusable_password()
    user.save(update_fields=["name", "email", "preferences", "role_until", "password"])
