"""All public requests as CSV, written by the database: the columns of GeoReport Bulk (proposed; open311.org/GeoReport/bulk)."""

from collections.abc import Iterator
from typing import Any

import psycopg
from django.db import connection
from django.utils import translation

from townline.service_requests.queries.public_place import public_degree
from townline.service_requests.workflow import PUBLIC_WORDS, open311_status

COLUMNS = (
    "service_request_id",
    "requested_datetime",
    "updated_datetime",
    "closed_date",
    "status_description",
    "status_notes",
    "source",
    "service_name",
    "service_subtype",
    "description",
    "agency_responsible",
    "address",
    "lat",
    "long",
)
# Moments are in UTC. A resident's words stand in it only after staff have released them; an address is its block.
_EXPORT = """
COPY (
    SELECT request.reference, {submitted}, {updated}, {closed}, state.status, state.words, request.channel, service.name, '',
           CASE WHEN request.words_released_at IS NOT NULL THEN {words} END, department.name, request.block,
           {lat}, {long}
    FROM service_requests_servicerequest AS request
    JOIN (VALUES {states}) AS state(code, status, words) ON state.code = request.state
    JOIN (SELECT id, {name} AS name FROM catalog_service WHERE visibility = 'public') AS service ON service.id = request.service_id
    JOIN (SELECT id, {name} AS name FROM accounts_department) AS department ON department.id = request.department_id
    WHERE request.visibility = 'public'
) TO STDOUT (FORMAT csv)
"""


def public_requests_csv(*, language: str) -> Iterator[bytes]:
    """The header and then rows as they come, in pieces of some kilobytes; in no order."""
    yield (",".join(COLUMNS) + "\r\n").encode()
    connection.ensure_connection()
    with psycopg.Cursor(connection.connection) as cursor, cursor.copy(statement(language=language)) as copy:
        waiting = bytearray()
        for piece in copy:
            waiting += piece
            if len(waiting) > 65_536:
                yield bytes(waiting)
                waiting.clear()
        yield bytes(waiting)


def statement(*, language: str) -> Any:
    """The COPY that makes the rows."""
    name = "name_fr" if language == "fr" else "name_en"
    with translation.override(language):
        states = [(state.value, open311_status(state), str(words)) for state, words in PUBLIC_WORDS.items()]
    rows = ", ".join(f"('{code}', '{status}', '{_quoted(words)}')" for code, status, words in states)
    # A spreadsheet runs what begins like a formula: a blank before it keeps a resident's words words.
    words = "CASE WHEN request.description ~ '^[=+@\t\r-]' THEN ' ' ELSE '' END || request.description"
    moments = {column: _moment(f"request.{column}_at") for column in ("submitted", "updated", "closed")}
    point = {"lat": public_degree("request.lat"), "long": public_degree("request.long")}
    return _EXPORT.format(states=rows, name=name, words=words, **moments, **point)


def _quoted(text: str) -> str:
    return text.replace("'", "''")


def _moment(column: str) -> str:
    return f"""to_char({column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')"""
