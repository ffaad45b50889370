"""What anybody may fetch in bulk: the points of the map, the export."""

import time
import urllib.request
from datetime import timedelta
from pathlib import Path
from typing import Any

import psycopg

from bench.load import http_step, repeat, sql_step
from bench.report import Row, fraction
from bench.servers import PORT

POINTS = 10_000  # as many as a view shows at most


def points(*, dsn: str, connection: Any, seconds: float) -> Row:
    """The points of a city view against json_agg of the same points: those since a day that leaves none out."""
    newest = (
        "SELECT * FROM service_requests_servicerequest WHERE visibility = 'public' AND lat IS NOT NULL"
        f" {{since}} ORDER BY submitted_at DESC, id DESC LIMIT {POINTS}"
    )
    last = connection.execute(f"SELECT min(submitted_at) FROM ({newest.format(since='')}) AS newest").fetchone()[0]
    since = (last - timedelta(days=1)).date()
    shown = newest.format(since=f"AND submitted_at >= '{since}'")
    statement = f"SELECT json_agg(json_build_array(long, lat, reference, service_id, state, block))::text FROM ({shown}) AS newest"
    bare = repeat(make=sql_step(dsn=dsn, statement=statement, values=lambda _number: None), seconds=seconds)
    get = f"GET /requests/points.json?from={since} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()
    ours = repeat(make=http_step(port=PORT, message=lambda _number: get, good=b"HTTP/1.1 200"), seconds=seconds)
    ratio = ours.per_second / bare.per_second
    return Row(
        f"map points of a city view ({ours.failed} failed)",
        f"{ours.per_second:.1f}/s",
        f"{bare.per_second:.1f}/s json_agg",
        fraction(ratio),
        "at least 1/2",
        ratio >= 0.5 and not ours.failed,
    )


def export(*, dsn: str) -> Row:
    """CSV of all public requests over HTTP against COPY of the same query to a file."""
    from townline.service_requests.queries.export import statement  # app ready

    began = time.perf_counter()
    with (
        psycopg.connect(dsn) as connection,
        connection.cursor().copy(statement(language="en")) as copy,
        Path("/dev/null").open("wb") as file,
    ):
        file.writelines(copy)
    bare = time.perf_counter() - began
    began, rows = time.perf_counter(), -1
    with urllib.request.urlopen(f"http://127.0.0.1:{PORT}/requests.csv", timeout=600) as answer:
        while piece := answer.read(1 << 20):
            rows += piece.count(b"\n")
    ours = time.perf_counter() - began
    return Row(
        f"CSV export of {rows:,} public requests",
        f"{rows / ours:,.0f} rows/s",
        f"{rows / bare:,.0f} rows/s COPY",
        fraction(bare / ours),
        "at least 1/4",
        bare / ours >= 0.25,
    )


def memory(*, web: int) -> Row:
    """The resident memory of the largest web worker after all that."""
    import psutil  # optional dependency

    family: list[Any] = psutil.Process(web).children(recursive=True)
    largest = max((process.memory_info().rss for process in family), default=0) / 1024 / 1024
    return Row("memory of a web worker after the run", f"{largest:.0f} MB", "", "", "at most 120 MB", largest <= 120)
