"""Let go of the words of complaints and compliments, and of who said them; what counts stays."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from townline.complaints import event_types
from townline.complaints.models import Complaint, Decision, Praise, Restriction, Update
from townline.complaints.values import State
from townline.core.actor import Actor
from townline.events import operations as events
from townline.privacy.holdings import Disposed, Person, disposing

GONE = "—"  # a decision has reasons, also when nobody may read them any more
NOBODY = {"customer": None, "person": None, "person_words": "", "person_search": "", "request": None, "words": ""}


def dispose(
    *, people: Sequence[Person], by: Actor, at: datetime, certificate: UUID, subjects: Sequence[UUID] = ()
) -> Disposed:
    """Restrictions go whole; stage, department, finding, remedies and dates stay for the figures."""
    ids = [person.id for person in people]
    theirs = Q(customer__in=ids) | Q(uuid__in=subjects)
    with disposing(certificate=certificate):
        files = list(Complaint.objects.select_for_update().filter(theirs, disposed_at=None).exclude(state=State.OPEN))
        praise = list(Praise.objects.select_for_update().filter(theirs, disposed_at=None))
        numbers = [row.pk for row in files]
        updates, _tables = Update.objects.filter(complaint__in=numbers).delete()
        Decision.objects.filter(complaint__in=numbers).exclude(reasons="").update(reasons=GONE)
        Decision.objects.filter(complaint__in=numbers).update(decided_by="")
        Complaint.objects.filter(pk__in=numbers).update(**NOBODY, wants="", handler=None, disposed_at=at)
        Praise.objects.filter(pk__in=[row.pk for row in praise]).update(
            **NOBODY, answer="", answered_by="", disposed_at=at
        )
        restrictions, _tables = Restriction.objects.filter(theirs).delete()
        for row in files:
            events.record(event_types.ComplaintDisposed(str(certificate)), subject=row.uuid, by=by, at=at)
        for one in praise:
            events.record(event_types.PraiseDisposed(str(certificate)), subject=one.uuid, by=by, at=at)
    return Disposed({"complaints": len(files), "praise": len(praise), "updates": updates, "restrictions": restrictions})
