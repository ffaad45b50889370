"""Machines: create, list, one."""

import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlencode

import psycopg

from bench.load import CLIENTS, http_step, repeat, sql_step
from bench.report import Row, fraction
from bench.servers import PORT

# thirty columns, as one would write them straight into a table
COLUMNS = [f"c{number}" for number in range(29)]


def _baseline_table(connection) -> None:  # type: ignore[no-untyped-def]
    types = ["text", "integer", "timestamptz", "double precision"]
    columns = ", ".join(f"{name} {types[number % 4]}" for number, name in enumerate(COLUMNS))
    connection.execute(
        f"DROP TABLE IF EXISTS bench_plain; CREATE TABLE bench_plain (id bigserial PRIMARY KEY, {columns})"
    )


def _plain_values(number: int) -> list[object]:
    values = ["a pothole as wide as a car", number, "2026-06-12 14:30:00+00", 44.0 + number / 1e9]
    return [values[position % 4] for position in range(len(COLUMNS))]


def create(*, dsn: str, connection, seconds: float) -> list[Row]:  # type: ignore[no-untyped-def]
    """POST requests.json with every check, against a bare single-row insert and commit."""
    _baseline_table(connection)
    insert = f"INSERT INTO bench_plain ({', '.join(COLUMNS)}) VALUES ({', '.join(['%s'] * len(COLUMNS))})"
    bare = repeat(make=sql_step(dsn=dsn, statement=insert, values=_plain_values, commit=True), seconds=seconds)
    before = _counts(connection)
    ours = repeat(make=http_step(port=PORT, message=_post, good=b"HTTP/1.1 20"), seconds=seconds)
    after = _counts(connection)
    made = after[0] - before[0]
    ratio = ours.per_second / bare.per_second
    rows = [
        Row(
            f"create over Open311 POST, {CLIENTS} clients ({ours.failed} failed, {made} rows made)",
            f"{ours.per_second:.0f}/s",
            f"{bare.per_second:.0f}/s bare inserts",
            fraction(ratio),
            "at least 1/30",
            ratio >= 1 / 30 and not ours.failed and made >= ours.done,
        )
    ]
    return [*rows, _drain(connection)]


def _counts(connection) -> tuple[int, int]:  # type: ignore[no-untyped-def]
    row = connection.execute(
        "SELECT (SELECT count(*) FROM service_requests_servicerequest),"
        " (SELECT count(*) FROM events_delivery WHERE state = 'pending')"
    ).fetchone()
    return row[0], row[1]


def _drain(connection) -> Row:  # type: ignore[no-untyped-def]
    """How fast the worker empties the outbox when nothing comes in. A message that is sent is an event itself, with a delivery."""
    began, waiting, done = time.perf_counter(), _counts(connection)[1], _delivered(connection)
    while _counts(connection)[1] and time.perf_counter() - began < 60:
        time.sleep(0.2)
    rate = (_delivered(connection) - done) / (time.perf_counter() - began)
    return Row(
        "outbox after intake, messages sent meanwhile",
        f"{rate:.0f} deliveries/s, {waiting} were waiting",
        "",
        "",
        "reported",
        None,
    )


def _delivered(connection) -> int:  # type: ignore[no-untyped-def]
    row = connection.execute("SELECT count(*) FROM events_delivery WHERE state = 'done'").fetchone()
    return int(row[0])


def _post(number: int) -> bytes:
    body = urlencode(
        {
            "api_key": "bench",
            "service_code": f"service-{number % 20}",
            "lat": 44.0 + number % 997 / 1e4,
            "long": -77.7,
            "address_string": f"{number % 900} Maple Street",
            "description": f"A hole, number {number}",
            "attribute[size]": "large",
            "email": f"resident{number}@bench.example",
            "first_name": "Ann",
            "last_name": f"Lee {number}",
        }
    ).encode()
    head = (
        "POST /open311/v2/requests.json HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded; charset=utf-8\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def listed(*, dsn: str, seconds: float) -> Row:
    """GET requests.json of 100 against the very same statement sent straight to PostgreSQL."""
    from townline.service_requests.queries import open311  # app ready

    shown = open311.Shown(suffix=open311.Suffix.JSON)
    with capture_statement() as sent:
        open311.listed(wanted=open311.Wanted(limit=100), shown=shown)
    statement, values = sent[-1]
    bare = repeat(make=sql_step(dsn=dsn, statement=statement, values=lambda _number: values), seconds=seconds)
    get = b"GET /open311/v2/requests.json?page_size=100 HTTP/1.1\r\nHost: localhost\r\n\r\n"
    ours = repeat(make=http_step(port=PORT, message=lambda _number: get, good=b"HTTP/1.1 200"), seconds=seconds)
    ratio = ours.per_second / bare.per_second
    return Row(
        f"GET requests.json of 100, {CLIENTS} clients ({ours.failed} failed)",
        f"{ours.per_second:.0f}/s",
        f"{bare.per_second:.0f}/s json_agg",
        fraction(ratio),
        "at least 1/2",
        ratio >= 0.5 and not ours.failed,
    )


@contextmanager
def capture_statement() -> Iterator[list[tuple[str, Any]]]:
    """What the driver is sent, statement and values."""
    sent: list[tuple[str, Any]] = []
    execute = psycopg.Cursor.execute

    def remember(cursor: Any, query: Any, params: Any = None, **options: Any) -> Any:
        sent.append((query, params))
        return execute(cursor, query, params, **options)

    psycopg.Cursor.execute = remember  # type: ignore[method-assign]
    try:
        yield sent
    finally:
        psycopg.Cursor.execute = execute  # type: ignore[method-assign]


def one(*, dsn: str, connection, seconds: float) -> Row:  # type: ignore[no-untyped-def]
    """GET one request.json against a primary-key SELECT."""
    rows = connection.execute(
        "SELECT id, reference FROM service_requests_servicerequest WHERE visibility = 'public' ORDER BY id DESC LIMIT 5000"
    ).fetchall()
    random.Random(311).shuffle(rows)
    select = "SELECT * FROM service_requests_servicerequest WHERE id = %s"
    bare = repeat(
        make=sql_step(dsn=dsn, statement=select, values=lambda number: [rows[number % len(rows)][0]]), seconds=seconds
    )

    def get(number: int) -> bytes:
        return (
            f"GET /open311/v2/requests/{rows[number % len(rows)][1]}.json HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()
        )

    ours = repeat(make=http_step(port=PORT, message=get, good=b"HTTP/1.1 200"), seconds=seconds)
    ratio = ours.per_second / bare.per_second
    return Row(
        f"GET one request.json, {CLIENTS} clients ({ours.failed} failed)",
        f"{ours.per_second:.0f}/s",
        f"{bare.per_second:.0f}/s primary-key SELECT",
        fraction(ratio),
        "at least 1/15",
        ratio >= 1 / 15 and not ours.failed,
    )
