"""Requests by ward in figures, and the public open ones of a ward. Enforcement is never counted here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Count, QuerySet

from townline.service_requests.models import ServiceRequest
from townline.service_requests.workflow import CLOSED, OPEN


@dataclass(frozen=True, slots=True)
class WardCounts:
    """`promised`: finished ones that had a date; `on_time`: those of them that were done by it."""

    received: int = 0
    finished: int = 0
    promised: int = 0
    on_time: int = 0
    median_days: float | None = None
    open: int = 0
    late: int = 0


# Two ranges of one index each instead of one walk over all: what came in or was done since, and what is open now.
_COUNTS = """
SELECT {group},
    count(*) FILTER (WHERE submitted_at >= %(since)s),
    count(*) FILTER (WHERE done),
    count(*) FILTER (WHERE done AND promised_at IS NOT NULL),
    count(*) FILTER (WHERE done AND completed_at <= promised_at),
    percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM completed_at - submitted_at) / 86400) FILTER (WHERE done),
    count(*) FILTER (WHERE open),
    count(*) FILTER (WHERE open AND due_at < %(at)s)
FROM (SELECT ward_id, submitted_at, completed_at, promised_at, due_at, state = ANY(%(open)s) AS open,
          completed_at >= %(since)s AND completed_at <= %(at)s AND state IN ('completed', 'confirmed') AS done
      FROM service_requests_servicerequest
      WHERE visibility <> 'enforcement' AND {ward} AND submitted_at <= %(at)s
        AND (submitted_at >= %(since)s OR completed_at >= %(since)s OR state = ANY(%(open)s))) AS request
{grouped}
"""


def counts_by_ward(*, since: datetime, at: datetime, ward_id: int | None = None) -> dict[int, WardCounts]:
    """Each ward that has any, or the one asked for."""
    ward = "ward_id = %(ward)s" if ward_id is not None else "ward_id IS NOT NULL"
    rows = _counted(since, at, group="ward_id", ward=ward, grouped="GROUP BY ward_id", ward_id=ward_id)
    return {row[0]: WardCounts(*row[1:]) for row in rows}


def counts_of_city(*, since: datetime, at: datetime) -> WardCounts:
    return WardCounts(*_counted(since, at, group="0", ward="true", grouped="")[0][1:])


def _counted(
    since: datetime, at: datetime, *, group: str, ward: str, grouped: str, ward_id: int | None = None
) -> list[tuple[Any, ...]]:
    values: dict[str, Any] = {"since": since, "at": at, "open": sorted(OPEN), "ward": ward_id}
    with connection.cursor() as cursor:
        cursor.execute(_COUNTS.format(group=group, ward=ward, grouped=grouped), values)
        return list(cursor.fetchall())


def services_received(*, since: datetime, at: datetime, ward_id: int | None, limit: int) -> Sequence[tuple[int, int]]:
    """(service, how many came in), the most first."""
    rows = ServiceRequest.objects.filter(submitted_at__gte=since, submitted_at__lte=at).exclude(
        visibility="enforcement"
    )
    if ward_id is not None:
        rows = rows.filter(ward=ward_id)
    counted = rows.values_list("service_id").annotate(count=Count("id")).order_by("-count", "service_id")
    return [(service, count) for service, count in counted[:limit]]


def public_open(*, ward_id: int | None) -> QuerySet[ServiceRequest]:
    """Those that everybody may know of, the newest first."""
    rows = ServiceRequest.objects.filter(visibility="public").exclude(state__in=sorted(CLOSED))
    if ward_id is not None:
        rows = rows.filter(ward=ward_id)
    return rows.select_related("service", "ward").order_by("-submitted_at", "-id")
