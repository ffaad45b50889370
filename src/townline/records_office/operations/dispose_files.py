"""Empty the files of this room when their own time is over, or with the person: numbers, days and decisions stay."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from townline.core.actor import Actor
from townline.privacy.holdings import Disposed, Person, disposing
from townline.records_office.models import AccessRecord, AccessRequest, AffectedPerson, CorrectionRequest

_ACCESS = ("name", "asked", "send_to", "by_whom", "extended_why", "fee_waived", "sent_how", "closed_why")
_CORRECTION = ("name", "wrong", "right", "statement", "told")
GONE = "…"  # a refusal keeps that it had a reason


def dispose(
    *, people: Sequence[Person], by: Actor, at: datetime, certificate: UUID, subjects: Sequence[UUID] = ()
) -> Disposed:
    """How many asked, when, and what was decided stays for the city's figures; who it was and what they said goes."""
    with disposing(certificate=certificate):
        uuids = [person.uuid for person in people]
        meant = Q(person__in=uuids) | Q(uuid__in=subjects)
        files = AccessRequest.objects.filter(meant)
        copies = AccessRecord.objects.filter(access_request__in=files).delete()[0]
        emptied = files.exclude(name="").update(**dict.fromkeys(_ACCESS, ""))
        corrections = CorrectionRequest.objects.filter(meant).exclude(name="")
        corrected = corrections.update(**dict.fromkeys(_CORRECTION, ""), reason=GONE)
        AffectedPerson.objects.filter(person__in=uuids).update(told_how="", left_out="")
    return Disposed({"access_files": emptied, "access_copies": copies, "corrections": corrected})
