"""Let go of what council offices asked, were shown and did for somebody. Constituency notes are not the City's to destroy."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from townline.core.actor import Actor
from townline.council import event_types
from townline.council.models import Behalf, Disclosure, Follow, Inquiry, InquiryMessage
from townline.council.values import InquiryState
from townline.events import operations as events
from townline.privacy.holdings import Disposed, Person, disposing

GONE = "—"


def dispose(
    *, people: Sequence[Person], by: Actor, at: datetime, certificate: UUID, subjects: Sequence[UUID] = ()
) -> Disposed:
    """What hangs on their requests goes; of a question its dates stay for the figures."""
    theirs = Q(request__customer__in=[person.id for person in people]) | Q(request__uuid__in=subjects)
    with disposing(certificate=certificate):
        asked = Inquiry.objects.select_for_update(of=("self",)).filter(theirs | Q(uuid__in=subjects), disposed_at=None)
        rows = list(asked)
        messages, _tables = InquiryMessage.objects.filter(inquiry__in=rows).delete()
        Inquiry.objects.filter(pk__in=[row.pk for row in rows]).update(
            title=GONE, request=None, state=InquiryState.CLOSED, disposed_at=at
        )
        counts = {
            "inquiries": len(rows),
            "inquiry_messages": messages,
            **{name: table.objects.filter(theirs).delete()[0] for name, table in _LINKS},
        }
        for row in rows:
            events.record(event_types.InquiryDisposed(str(certificate)), subject=row.uuid, by=by, at=at)
    return Disposed(counts)


_LINKS = (("disclosures", Disclosure), ("council_follows", Follow), ("spoken_for", Behalf))
