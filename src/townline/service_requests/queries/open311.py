"""Public requests as GeoReport v2, written as JSON or XML inside PostgreSQL and passed through as bytes.

A resident's words and pictures are in it only after staff have released them; an address is shown as its block.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils import translation

from townline.service_requests.models import Photo, PhotoState
from townline.service_requests.queries.prepared import fetched_bytes
from townline.service_requests.queries.public_place import public_degree
from townline.service_requests.workflow import CLOSED, PUBLIC_STEP, PUBLIC_WORDS, State

LONGEST_LIST = 1_000
DECLARATION = '<?xml version="1.0" encoding="utf-8"?>\n'
# What XML 1.0 cannot hold, and our own words need not.
_CONTROLS = "".join(chr(code) for code in (*range(1, 9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF))

# By the reference, or by the number of the city's old system where no request of ours has that number.
_NAMED = """(r.reference = ANY(%(references)s) OR (
    r.source_id = ANY(%(references)s) AND r.source_id <> '' AND NOT EXISTS (
        SELECT FROM service_requests_servicerequest o WHERE o.reference = r.source_id AND o.visibility = 'public'
    )
))"""


class Suffix(StrEnum):
    XML = "xml"
    JSON = "json"


class Extra(StrEnum):
    """What goes beyond the standard, and is sent only when it was asked for."""

    ATTRIBUTES = "extensions"
    NOTES = "notes"


@dataclass(frozen=True, slots=True)
class Shown:
    """How requests are written."""

    suffix: Suffix = Suffix.JSON
    language: str = "en"
    extras: frozenset[Extra] = frozenset()


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which requests are meant. `references` overrides everything else; empty means: no limit of that kind."""

    references: Sequence[str] = ()
    service_codes: Sequence[str] = ()
    statuses: frozenset[str] = frozenset()
    start: datetime | None = None
    end: datetime | None = None
    updated_after: datetime | None = None
    updated_before: datetime | None = None
    limit: int = LONGEST_LIST
    offset: int = 0


def listed(*, wanted: Wanted, shown: Shown) -> bytes:
    """Newest first; with `updated_after` the longest unchanged first, so that a reader can go on where it stopped."""
    return fetched_bytes(*listing(wanted=wanted, shown=shown))


def listing(*, wanted: Wanted, shown: Shown) -> tuple[str, dict[str, Any]]:
    """The statement of a list and its values."""
    conditions, values = _conditions(wanted)
    newest = "r.submitted_at DESC, r.id DESC"
    order = "r.updated_at, r.id" if wanted.updated_after and not wanted.references else newest
    # The limit stands in the statement: a plan that does not know it would read a tenth of the table.
    window = f"ORDER BY {order} LIMIT {min(wanted.limit, LONGEST_LIST):d}" + (
        " OFFSET %(offset)s" if wanted.offset else ""
    )
    if wanted.offset:
        values["offset"] = wanted.offset
    return _statement(shown, tuple(conditions), window), values


def one(*, reference: str, shown: Shown) -> bytes | None:
    """The list with one request; None where there is none or it is not public."""
    found = fetched_bytes(_statement(shown, ("r.reference = %(reference)s",), "LIMIT 1"), {"reference": reference})
    return None if found == _empty(shown.suffix) else found


def by_source_id(*, source_id: str, shown: Shown) -> bytes | None:
    """The same by the number that the request had in another system."""
    found = fetched_bytes(
        _statement(shown, ("r.source_id = %(source_id)s AND r.source_id <> ''",), "LIMIT 1"), {"source_id": source_id}
    )
    return None if found == _empty(shown.suffix) else found


def released_picture(*, photo: UUID) -> bytes | None:
    """The bytes of a picture that the public may see."""
    found = Photo.objects.filter(
        uuid=photo, state=PhotoState.READY, released_at__isnull=False, request__visibility="public"
    ).first()
    if found is None:
        return None
    with found.file.open("rb") as file:
        return bytes(file.read())


def _conditions(wanted: Wanted) -> tuple[list[str], dict[str, Any]]:
    if wanted.references:
        return [_NAMED], {"references": list(wanted.references)}
    parts: list[tuple[str, str, Any]] = []
    if len(wanted.service_codes) == 1:  # one value lets the index give the order
        parts.append(
            ("r.service_id = (SELECT id FROM catalog_service WHERE code = %(code)s)", "code", wanted.service_codes[0])
        )
    elif wanted.service_codes:
        codes = list(wanted.service_codes)
        parts.append(
            ("r.service_id = ANY(ARRAY(SELECT id FROM catalog_service WHERE code = ANY(%(codes)s)))", "codes", codes)
        )
    if len(wanted.statuses) == 1:
        negated = "" if "closed" in wanted.statuses else "NOT "
        parts.append((f"{negated}(r.state = ANY(%(closed)s))", "closed", sorted(CLOSED)))
    for name, column, sign in (
        ("start", "submitted_at", ">="),
        ("end", "submitted_at", "<="),
        ("updated_after", "updated_at", ">="),
        ("updated_before", "updated_at", "<="),
    ):
        moment = getattr(wanted, name)
        if moment is not None:
            parts.append((f"r.{column} {sign} %({name})s", name, moment))
    return [sql for sql, _, _ in parts], {name: value for _, name, value in parts}


# -- the statements ---------------------------------------------------------------------------------


@lru_cache(maxsize=512)
def _statement(shown: Shown, conditions: tuple[str, ...], window: str) -> str:
    where = " AND ".join(("r.visibility = 'public'", *conditions))
    order = window.partition(" LIMIT")[0].removeprefix("LIMIT 1")
    fields = _fields(shown)
    sources = f"""
        FROM (SELECT r.* FROM service_requests_servicerequest r WHERE {where} {window}) r
        JOIN catalog_service s ON s.id = r.service_id AND s.visibility = 'public'
        JOIN accounts_department d ON d.id = r.department_id
        LEFT JOIN places_area a ON a.id = r.ward_id
    """
    if shown.suffix is Suffix.JSON:
        columns = ", ".join(f'{sql} AS "{name}"' for name, sql in fields.items())
        return f"SELECT convert_to(coalesce(json_agg(t), '[]'::json)::text, 'UTF8') FROM (SELECT {columns} {sources} {order}) t"
    row = " || ".join(f"'<{name}>' || coalesce({sql}, '') || '</{name}>'" for name, sql in fields.items())
    rows = f"SELECT '<request>' || {row} || '</request>' AS x {sources} {order}"
    begin = f"'{DECLARATION}<service_requests>'"
    whole = f"{begin} || coalesce(string_agg(t.x, ''), '') || '</service_requests>'"
    return f"SELECT convert_to({whole}, 'UTF8') FROM ({rows}) t"


def _empty(suffix: Suffix) -> bytes:
    return b"[]" if suffix is Suffix.JSON else f"{DECLARATION}<service_requests></service_requests>".encode()


def _fields(shown: Shown) -> dict[str, str]:
    """Each field of a request as an SQL expression in its format."""
    text = _escaped if shown.suffix is Suffix.XML else str
    number = "({})::text".format if shown.suffix is Suffix.XML else str
    name = f"name_{shown.language}"
    is_closed = f"r.state IN ({_quoted(sorted(CLOSED))})"
    released = "CASE WHEN r.words_released_at IS NOT NULL THEN nullif(left(regexp_replace(r.description, {}, '', 'g'), 4000), '') END"
    fields = {
        "service_request_id": "r.reference::text",
        "status": f"CASE WHEN {is_closed} THEN 'closed' ELSE 'open' END",
        "status_notes": text(_by_state("r.state", _words(shown.language))),
        "service_name": text(f"s.{name}"),
        "service_code": text("s.code"),
        "description": text(released.format(r"'</?[a-zA-Z][^>]*>'")),
        "agency_responsible": text(f"d.{name}"),
        "service_notice": "NULL::text",
        "requested_datetime": _moment("r.submitted_at"),
        "updated_datetime": _moment(
            f"CASE WHEN {is_closed} THEN coalesce(r.closed_at, r.updated_at) ELSE r.updated_at END"
        ),
        "expected_datetime": _moment("coalesce(r.promised_at, r.due_at)"),
        "address": text("nullif(r.block, '')"),
        "address_id": "NULL::text",
        "zipcode": text("nullif(left(r.postal_code, 3), '')"),
        "lat": number(public_degree("r.lat")),
        "long": number(public_degree("r.long")),
        "media_url": text(_picture("r.id")),
    }
    if Extra.ATTRIBUTES in shown.extras:
        fields["extended_attributes"] = _extended(shown)
    if Extra.NOTES in shown.extras:
        fields["notes"] = _notes(shown)
    return fields


def _extended(shown: Shown) -> str:
    steps = _by_state("r.state", {state.value: step.value for state, step in PUBLIC_STEP.items()})
    inner = {"step": steps, "channel": "r.channel", "ward": "a.code"}
    if shown.suffix is Suffix.JSON:
        pairs = ", ".join(f"'{name}', {sql}" for name, sql in inner.items())
        return f"json_build_object({pairs})"
    return " || ".join(f"'<{name}>' || coalesce({_escaped(sql)}, '') || '</{name}>'" for name, sql in inner.items())


def _notes(shown: Shown) -> str:
    """The dated steps of the request and what staff wrote for the public."""
    words = _words(shown.language)
    steps = " UNION ALL ".join(
        f"SELECT r.{column} AS at, '{kind}' AS type, '{_sql(words[state])}' AS summary, NULL::text AS description"
        for column, kind, state in (
            ("submitted_at", "submitted", State.SUBMITTED),
            ("reviewed_at", "reviewed", State.REVIEWED),
            ("assigned_at", "assigned", State.ASSIGNED),
            ("completed_at", "completed", State.COMPLETED),
        )
    )
    closed = f"SELECT r.closed_at, 'closed', {_by_state('r.state', words)}, NULL::text"
    written = """SELECT n.written_at, 'note', NULL::text, n.text FROM service_requests_note n
        WHERE n.request_id = r.id AND n.visibility = 'public'"""
    every = f"({steps} UNION ALL {closed} UNION ALL {written}) e WHERE e.at IS NOT NULL"
    if shown.suffix is Suffix.JSON:
        row = f"json_build_object('datetime', {_moment('e.at')}, 'type', e.type, 'summary', e.summary, 'description', e.description)"
        return f"(SELECT json_agg({row} ORDER BY e.at) FROM {every})"
    row = f"""'<note><datetime>' || {_moment("e.at")} || '</datetime><type>' || e.type || '</type><summary>'
        || coalesce({_escaped("e.summary")}, '') || '</summary><description>'
        || coalesce({_escaped("e.description")}, '') || '</description></note>'"""
    return f"(SELECT string_agg({row}, '' ORDER BY e.at) FROM {every})"


def _picture(request_id: str) -> str:
    before, _, after = (settings.TOWNLINE_SITE_URL + settings.TOWNLINE_LINKS["open311_media"]).partition("{photo}")
    return f"""(SELECT '{_sql(before)}' || p.uuid || '{_sql(after)}' FROM service_requests_photo p
        WHERE p.request_id = {request_id} AND p.released_at IS NOT NULL AND p.state = 'ready' ORDER BY p.id LIMIT 1)"""


def _words(language: str) -> dict[str, str]:
    with translation.override(language):
        return {state.value: str(words) for state, words in PUBLIC_WORDS.items()}


def _by_state(column: str, words: Mapping[str, str]) -> str:
    cases = " ".join(f"WHEN '{state}' THEN '{_sql(text)}'" for state, text in words.items())
    return f"CASE {column} {cases} END"


def _moment(column: str) -> str:
    return f"""to_char(({column}) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')"""


def _escaped(sql: str) -> str:
    cleaned = f"translate({sql}, '{_CONTROLS}', '')"
    return f"replace(replace(replace({cleaned}, '&', '&amp;'), '<', '&lt;'), '>', '&gt;')"


def _quoted(values: Sequence[str]) -> str:
    return ", ".join(f"'{_sql(value)}'" for value in values)


def _sql(text: str) -> str:
    """Our own words inside a statement: quotes doubled, percent signs too, for the driver reads those."""
    return text.replace("'", "''").replace("%", "%%")
