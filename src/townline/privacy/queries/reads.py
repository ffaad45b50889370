"""Who looked at whom. People and readers are numbers here; the desk has their names."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from townline.privacy.models import ReadEntry

# Ordinary work at a counter does not meet more people in an hour. A city changes it in its settings.
MANY_AN_HOUR = 60

_MANY = """
SELECT reader_id, date_trunc('hour', at) AS hour, count(DISTINCT person) AS people
FROM privacy_readentry
WHERE person IS NOT NULL AND at >= %s AND at < %s
GROUP BY reader_id, hour
HAVING count(DISTINCT person) >= %s
ORDER BY people DESC, hour DESC
LIMIT 200
"""
_PAIRS = """
SELECT reader_id, person, count(*), min(at), max(at), bool_or(because = 'break_glass'), bool_or(subject IS NOT NULL),
       bool_or(what = 'customer')
FROM privacy_readentry
WHERE person IS NOT NULL AND at >= %s AND at < %s
GROUP BY reader_id, person
ORDER BY max(at) DESC
LIMIT %s
"""


@dataclass(frozen=True, slots=True)
class BusyHour:
    """Somebody saw many people within one hour of the clock."""

    reader_id: int
    hour: datetime
    people: int


@dataclass(frozen=True, slots=True)
class Looked:
    """How often one member of staff saw one person. `with_case`: at least once on a record about them;
    `opened_page`: their own page."""

    reader_id: int
    person: UUID
    times: int
    first_at: datetime
    last_at: datetime
    by_break_glass: bool
    with_case: bool
    opened_page: bool


def reads_about(
    *,
    people: Sequence[UUID],
    subjects: Sequence[UUID] = (),
    since: datetime | None = None,
    until: datetime | None = None,
) -> QuerySet[ReadEntry]:
    """Who saw this person, or one of these records about them, the latest first. `people` are all rows that are the same person."""
    rows = ReadEntry.objects.filter(person__in=people)
    if subjects:
        rows = rows | ReadEntry.objects.filter(person__isnull=True, subject__in=subjects)
    return _between(rows, since, until).order_by("-at", "-id")


def reads_of(*, reader_id: int, since: datetime | None = None, until: datetime | None = None) -> QuerySet[ReadEntry]:
    """What one member of staff saw, the latest first."""
    return _between(ReadEntry.objects.filter(reader_id=reader_id), since, until).order_by("-at", "-id")


def reads_on(*, subject: UUID, since: datetime | None = None, until: datetime | None = None) -> QuerySet[ReadEntry]:
    """Who saw one record, whoever it is about, the latest first."""
    return _between(ReadEntry.objects.filter(subject=subject), since, until).order_by("-at", "-id")


def looks_at_figures(*, user_id: int) -> QuerySet[ReadEntry]:
    """Who looked at the figures of this employee."""
    return ReadEntry.objects.filter(colleague_id=user_id).order_by("-at", "-id")


def busy_hours(*, since: datetime, until: datetime, many: int = MANY_AN_HOUR) -> list[BusyHour]:
    with connection.cursor() as cursor:
        cursor.execute(_MANY, [since, until, many])
        return [BusyHour(*row) for row in cursor.fetchall()]


def looked_at(*, since: datetime, until: datetime, most: int) -> list[Looked]:
    """Who saw whom, one line a pair, the latest first; for comparing the two."""
    with connection.cursor() as cursor:
        cursor.execute(_PAIRS, [since, until, most])
        return [Looked(*row) for row in cursor.fetchall()]


def _between(rows: QuerySet[ReadEntry], since: datetime | None, until: datetime | None) -> QuerySet[ReadEntry]:
    if since is not None:
        rows = rows.filter(at__gte=since)
    return rows.filter(at__lt=until) if until is not None else rows
