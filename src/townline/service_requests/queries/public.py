"""What anybody may read: the list and the points of public requests. Never a description unless staff released it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import Q

from townline.core.pagination import Page
from townline.service_requests.models import Note, NoteVisibility, ServiceRequest
from townline.service_requests.queries.prepared import fetched_bytes
from townline.service_requests.queries.public_place import public_degree
from townline.service_requests.workflow import CLOSED

PAGE = 30
MOST_POINTS = 10_000
LOOKED_AT_FOR_USE = 3_000  # the latest requests that say what is used most
_START = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class PublicFilters:
    """Empty means all. `status` is open or closed, as the public understands it."""

    service_ids: tuple[int, ...] = ()
    ward_id: int | None = None
    status: str = ""
    since: datetime | None = None
    until: datetime | None = None  # not included


@dataclass(frozen=True, slots=True)
class PublicRow:
    id: int
    reference: str
    service_id: int
    state: str
    block: str
    ward_id: int | None
    submitted_at: datetime
    closed_at: datetime | None
    released_words: str


_COLUMNS = (
    "id",
    "reference",
    "service_id",
    "state",
    "block",
    "ward_id",
    "submitted_at",
    "closed_at",
    "description",
    "words_released_at",
)


def public_list(*, filters: PublicFilters, after: str = "", limit: int = PAGE) -> Page[PublicRow]:
    """The newest first, from behind the cursor on. A cursor that means nothing starts at the top."""
    found = ServiceRequest.objects.filter(_condition(filters))
    seen = _read_cursor(after)
    if seen:
        at, last = seen
        found = found.filter(Q(submitted_at__lt=at) | Q(submitted_at=at, id__lt=last), submitted_at__lte=at)
    rows = [_row(values) for values in found.order_by("-submitted_at", "-id").values_list(*_COLUMNS)[: limit + 1]]
    more = len(rows) > limit
    return Page(rows[:limit], _cursor(rows[limit - 1]) if more else "")


def points_json(*, filters: PublicFilters, names: str, steps: Mapping[str, str], limit: int = MOST_POINTS) -> bytes:
    """`{"points": [[long, lat, reference, service, step, block], …], "limit": …, "more": …}`, written by the database.

    The newest points; `more` says that there are others beyond the limit.

    `names` is the column of the service's name; `steps` says each state in words.
    """
    conditions, values = _sql_condition(filters)
    statement = _POINTS.format(
        names="name_fr" if names == "name_fr" else "name_en",
        conditions=" AND ".join(conditions),
        limit=limit,
        lat=public_degree("lat"),
        long=public_degree("long"),
    )
    return fetched_bytes(statement, {**values, "states": list(steps), "words": list(steps.values())})


# The words of a service and a state are quoted once for each pair and not once a row. The limit stands in the statement:
# a plan that does not know it would read a tenth of the table.
_POINTS = """
WITH said AS MATERIALIZED (
         SELECT id AS service_id, state, '",' || to_json({names})::text || ',' || to_json(words)::text || ',' AS words
         FROM catalog_service, unnest(%(states)s::text[], %(words)s::text[]) AS s(state, words)),
     point AS MATERIALIZED (
         SELECT long, lat, reference, service_id, state, block FROM service_requests_servicerequest
         WHERE {conditions} ORDER BY submitted_at DESC, id DESC LIMIT {limit:d} + 1)
SELECT convert_to('{{"points":[' || coalesce(string_agg(
    '[' || {long}::text || ',' || {lat}::text || ',"' || reference || said.words
    || to_json(block)::text || ']', ','), '') || '],"limit":{limit:d},"more":'
    || (SELECT count(*) > {limit:d} FROM point)::text || '}}', 'UTF8')
FROM (SELECT * FROM point LIMIT {limit:d}) AS point JOIN said USING (service_id, state)
"""


def most_used(*, limit: int) -> list[int]:
    """The services of most of the latest public requests, the most used first."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT service_id FROM (SELECT service_id FROM service_requests_servicerequest WHERE visibility = 'public' "
            "ORDER BY submitted_at DESC, id DESC LIMIT %s) AS latest GROUP BY service_id ORDER BY count(*) DESC, service_id LIMIT %s",
            [LOOKED_AT_FOR_USE, limit],
        )
        return [row[0] for row in cursor.fetchall()]


def public_notes(*, request: ServiceRequest) -> list[Note]:
    return list(Note.objects.filter(request=request, visibility=NoteVisibility.PUBLIC).order_by("written_at", "id"))


def notes_for_reporter(*, request: ServiceRequest) -> list[Note]:
    """What was written to the customer and by the customer, and what everybody may read."""
    shown = [NoteVisibility.PUBLIC, NoteVisibility.CUSTOMER]
    return list(Note.objects.filter(request=request, visibility__in=shown).order_by("written_at", "id"))


def _condition(filters: PublicFilters) -> Q:
    condition = Q(visibility="public")
    if filters.service_ids:
        condition &= Q(service_id__in=filters.service_ids)
    if filters.ward_id is not None:
        condition &= Q(ward_id=filters.ward_id)
    if filters.status == "open":
        condition &= ~Q(state__in=sorted(CLOSED))
    elif filters.status == "closed":
        condition &= Q(state__in=sorted(CLOSED))
    if filters.since:
        condition &= Q(submitted_at__gte=filters.since)
    if filters.until:
        condition &= Q(submitted_at__lt=filters.until)
    return condition


def _sql_condition(filters: PublicFilters) -> tuple[list[str], dict[str, Any]]:
    conditions = ["visibility = 'public'", "lat IS NOT NULL"]
    if filters.service_ids:
        conditions.append("service_id = ANY(%(services)s)")
    if filters.ward_id is not None:
        conditions.append("ward_id = %(ward)s")
    if filters.status:
        conditions.append("state = ANY(%(closed)s)" if filters.status == "closed" else "NOT state = ANY(%(closed)s)")
    if filters.since:
        conditions.append("submitted_at >= %(since)s")
    if filters.until:
        conditions.append("submitted_at < %(until)s")
    return conditions, {
        "services": list(filters.service_ids),
        "ward": filters.ward_id,
        "closed": sorted(CLOSED),
        "since": filters.since,
        "until": filters.until,
    }


def _row(values: Iterable[Any]) -> PublicRow:
    *shown, description, released_at = values
    return PublicRow(*[*shown, description if released_at else ""])


def _cursor(row: PublicRow) -> str:
    return f"{(row.submitted_at - _START) // _MICROSECOND}-{row.id}"


def _read_cursor(text: str) -> tuple[datetime, int] | None:
    moment, _, last = text.partition("-")
    if not (moment.isdecimal() and last.isdecimal() and len(moment) < 18 and len(last) < 19):
        return None
    return _START + int(moment) * _MICROSECOND, int(last)
