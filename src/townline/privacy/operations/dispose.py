"""Let go of what this room keeps about people: what they agreed to."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from townline.core.actor import Actor
from townline.privacy.holdings import Disposed, Person, disposing
from townline.privacy.models import BreakGlass, Consent

GONE = "…"  # who opened a sealed record and when stays; why may name somebody


def dispose(
    *, people: Sequence[Person], by: Actor, at: datetime, certificate: UUID, subjects: Sequence[UUID] = ()
) -> Disposed:
    """The log of reads stays as it is: it holds the numbers of those who looked and were looked at, and no name."""
    with disposing(certificate=certificate):
        uuids = [person.uuid for person in people]
        meant = Q(person__in=uuids) | Q(uuid__in=subjects)
        count, _tables = Consent.objects.filter(meant).delete()
        opened = BreakGlass.objects.filter(Q(person__in=uuids) | Q(whose__in=uuids) | Q(subject__in=subjects)).exclude(
            reason=GONE
        )
        reasons = opened.update(reason=GONE, review_note="")
    return Disposed({"consents": count, "reasons": reasons})
