"""Let go of what this room keeps about people: what they agreed to."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from townline.core.actor import Actor
from townline.privacy.holdings import Disposed, Person, disposing
from townline.privacy.models import Consent


def dispose(
    *, people: Sequence[Person], by: Actor, at: datetime, certificate: UUID, subjects: Sequence[UUID] = ()
) -> Disposed:
    """The log of reads stays as it is: it holds the numbers of those who looked and were looked at, and no name."""
    with disposing(certificate=certificate):
        meant = Q(person__in=[person.uuid for person in people]) | Q(uuid__in=subjects)
        count, _tables = Consent.objects.filter(meant).delete()
    return Disposed({"consents": count})
