"""Access requests: the open ones by what is due, one file, one record in it."""

from datetime import datetime
from uuid import UUID

from django.db.models import F, QuerySet

from townline.core.errors import NotFound
from townline.privacy.reading import What, saw
from townline.records_office.models import AccessRecord, AccessRequest
from townline.records_office.values import CLOSED


def access_requests(*, closed: bool = False) -> QuerySet[AccessRequest]:
    """The open ones, the first due first and those without a date before them; or the closed ones, the newest first."""
    if closed:
        return AccessRequest.objects.filter(state__in=CLOSED).order_by("-received_at")
    return AccessRequest.objects.exclude(state__in=CLOSED).order_by(F("due_at").asc(nulls_first=True), "received_at")


def access_requests_late(*, at: datetime) -> int:
    return AccessRequest.objects.exclude(state__in=CLOSED).filter(due_at__lt=at).count()


def access_request(*, uuid: UUID) -> AccessRequest:
    """Raises NotFound. Whoever opens it is in the log of reads."""
    found = AccessRequest.objects.filter(uuid=uuid).first()
    if found is None:
        raise NotFound
    saw(people=[found.person], subject=found.uuid, what=What.ACCESS_REQUEST)
    return found


def access_records(*, access: AccessRequest) -> list[AccessRecord]:
    return list(access.records.order_by("number"))


def access_record(*, access: AccessRequest, number: int) -> AccessRecord:
    """Raises NotFound."""
    found = access.records.filter(number=number).first()
    if found is None:
        raise NotFound
    return found
