"""Which requests belong to a major event."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext_lazy as _

from townline.accounts.permissions import Capability
from townline.accounts.values import Viewer
from townline.core.actor import Actor
from townline.core.errors import NotAllowed, OperationRefused
from townline.core.transactions import transaction, transaction_required
from townline.events import operations as events
from townline.service_requests import major_event_types as event_types
from townline.service_requests.models import MajorEvent, MajorLeft, MajorReport, ServiceRequest
from townline.service_requests.permissions import ENFORCEMENT
from townline.service_requests.queries.major_events.running import fitting
from townline.service_requests.values import Joined
from townline.service_requests.workflow import OPEN

_OPEN = ", ".join(f"'{state.value}'" for state in sorted(OPEN))
# What was sent while it was being declared may say that it came a moment later.
AT_THE_SAME_TIME = timedelta(minutes=1)
# One statement, however many there are. A request belongs to one event: whoever was first keeps it.
_JOIN_OPEN = f"""
INSERT INTO service_requests_majorreport (major_id, request_id, joined_at, how)
SELECT %(major)s, request.id, %(at)s, %(how)s FROM service_requests_servicerequest AS request
WHERE request.state IN ({_OPEN}) AND request.visibility <> '{ENFORCEMENT}' AND request.submitted_at BETWEEN %(since)s AND %(until)s
  AND request.service_id IN (SELECT service_id FROM service_requests_majorevent_services WHERE majorevent_id = %(major)s)
  AND (NOT EXISTS (SELECT FROM service_requests_majorevent_wards WHERE majorevent_id = %(major)s)
       OR request.ward_id IN (SELECT area_id FROM service_requests_majorevent_wards WHERE majorevent_id = %(major)s))
  AND NOT EXISTS (SELECT FROM service_requests_majorleft AS gone WHERE gone.request_id = request.id AND gone.major_id = %(major)s)
ON CONFLICT (request_id) DO NOTHING
"""


class CannotJoin(OperationRefused):
    message = _("This request is an enforcement case, or belongs to another major event already.")


@transaction_required
def wait_for_reports() -> None:
    """From here to the end of the transaction none is taken in: each was before and is seen, or comes after and sees the event.

    Begin with it: who takes in a report holds no other lock that could be waited for.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('service_requests_majorevent'))")


@transaction_required
def join_open(*, major: MajorEvent, how: Joined, at: datetime) -> int:
    """The open requests that fit and came since it began; returns how many joined."""
    values: dict[str, Any] = {
        "major": major.pk,
        "at": at,
        "how": how.value,
        "since": major.starts_at,
        "until": at + AT_THE_SAME_TIME,
    }
    with connection.cursor() as cursor:
        cursor.execute(_JOIN_OPEN, values)
        count: int = cursor.rowcount
    return count


def join_new(*, request: UUID, by: Actor, at: datetime) -> MajorEvent | None:
    """A report that came in while an event lasts that it fits. Hearing of it twice changes nothing."""
    row = ServiceRequest.objects.filter(uuid=request).first()
    if row is None or row.visibility == ENFORCEMENT:
        return None
    major = fitting(service_id=row.service_id, ward_id=row.ward_id, at=row.submitted_at)
    if major is None or MajorLeft.objects.filter(major=major.pk, request=row).exists():
        return None
    with transaction():
        _report, is_new = MajorReport.objects.get_or_create(
            request=row, defaults={"major": major, "joined_at": at, "how": Joined.REPORTED}
        )
        if is_new:
            fact = event_types.MajorEventJoined(str(row.uuid), Joined.REPORTED.value)
            events.record(fact, subject=major.uuid, by=by, at=at)
    return major


def add_by_hand(*, major: MajorEvent, request: ServiceRequest, by: Viewer, at: datetime) -> MajorReport:
    """Staff see that it is the same thing. Raises CannotJoin, NotAllowed."""
    if not by.can(Capability.WORK_ON_REQUESTS):
        raise NotAllowed
    if request.visibility == ENFORCEMENT:
        raise CannotJoin
    with transaction():
        report, is_new = MajorReport.objects.get_or_create(
            request=request, defaults={"major": major, "joined_at": at, "how": Joined.BY_HAND}
        )
        if report.major_id != major.pk:
            raise CannotJoin
        MajorLeft.objects.filter(major=major, request=request).delete()
        if is_new:
            fact = event_types.MajorEventJoined(str(request.uuid), Joined.BY_HAND.value)
            events.record(fact, subject=major.uuid, by=by.actor, at=at)
    return report


def leave(*, major: MajorEvent, request: ServiceRequest, by: Viewer, at: datetime) -> None:
    """It is something else after all. Saying it twice changes nothing."""
    if not by.can(Capability.WORK_ON_REQUESTS):
        raise NotAllowed
    with transaction():
        gone, _rows = MajorReport.objects.filter(major=major, request=request).delete()
        if gone:
            MajorLeft.objects.get_or_create(major=major, request=request, defaults={"left_at": at})
            events.record(event_types.MajorEventLeft(str(request.uuid)), subject=major.uuid, by=by.actor, at=at)
