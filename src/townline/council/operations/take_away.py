"""The notes are the councillor's own: a copy at any time of the term, and where they go when it is over."""

from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.utils.translation import gettext_lazy as _

from townline.accounts.values import Viewer
from townline.core.errors import NotAllowed, OperationRefused
from townline.core.subjects import subject_uuid
from townline.core.transactions import transaction
from townline.council import event_types, queries
from townline.council.models import Office
from townline.council.operations.offices import changed
from townline.council.packages import package_of
from townline.council.permissions import is_councillor
from townline.council.refusals import NotLetIn
from townline.events import operations as events

SHORTEST_SECRET = 12


class SecretRefused(OperationRefused):
    message = _("Give the e-mail address to which the link shall go, and at least twelve letters that only you know.")


def set_hand_over(*, email: str, secret: str, by: Viewer, at: datetime) -> None:
    """Where the link goes when the term is over, and what opens it. Raises NotAllowed, SecretRefused."""
    if not is_councillor(by):
        raise NotAllowed
    if "@" not in email or len(secret.strip()) < SHORTEST_SECRET:
        raise SecretRefused
    values = {"hand_over_email": email.strip()[:254], "hand_over_secret": make_password(secret.strip())}
    with transaction():
        Office.objects.update_or_create(councillor_id=by.user_id, defaults=values)
        changed(by.user_id, "hand_over", by.actor, at)


def take_notes(*, by: Viewer, at: datetime) -> bytes:
    """A copy, during the term; for the councillor alone. Raises NotAllowed, NotLetIn."""
    if not is_councillor(by):
        raise NotLetIn
    with transaction():
        fact = event_types.NotesHandedOver(by.user_id)
        events.record(fact, subject=subject_uuid(kind="council_office", id=by.user_id), by=by.actor, at=at)
        return package_of(notes=list(queries.notes(viewer=by)))
