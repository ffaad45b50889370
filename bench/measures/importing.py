"""Import with history and events against COPY of the same rows into a copy of the requests table with its indexes."""

import csv
import tempfile
import time
from pathlib import Path
from typing import Any

from bench.report import Row, fraction

ROWS = 20_000
MAPPING = Path(__file__).with_name("import.toml")


def rate(*, connection: Any) -> list[Row]:
    from townline.commands import importing  # slow import
    from townline.commands.importing import console, requests_verb  # noqa: F401  the rows are measured, not the start

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "requests.csv"
        _write(file)
        began = time.perf_counter()
        importing.main(["requests", str(file), "--mapping", str(MAPPING)])
        ours = time.perf_counter() - began
    bare, copied = _copy(connection)
    ratio = (ROWS / ours) / (copied / bare)
    return [
        Row(
            f"import of {ROWS:,} rows, history and events included",
            f"{ROWS / ours:,.0f} rows/s",
            f"{copied / bare:,.0f} rows/s COPY",
            fraction(ratio),
            "at least 1/3",
            ratio >= 1 / 3,
        )
    ]


def _write(file: Path) -> None:
    stamp = int(time.time())
    with file.open("w", newline="") as handle:
        writer = csv.writer(handle)
        writer.writerow(["id", "type", "opened", "closed", "status", "address", "lat", "lon", "source", "words"])
        for number in range(ROWS):
            day = f"2025-{1 + number % 12:02d}-{1 + number % 28:02d}"
            writer.writerow(
                [
                    f"{stamp}-{number}",
                    f"Service {number % 20}",
                    f"{day} 09:{number % 60:02d}:00",
                    f"{day} 15:00:00",
                    "Closed",
                    f"{number % 900} Mill Street",
                    44.01,
                    -77.65,
                    "Phone",
                    "A hole near the school",
                ]
            )


def _copy(connection: Any) -> tuple[float, int]:
    """Of rows that the import made, so that both write the same."""
    connection.execute(
        "DROP TABLE IF EXISTS bench_copy; CREATE TABLE bench_copy (LIKE service_requests_servicerequest INCLUDING ALL)"
    )
    query = f"SELECT * FROM (SELECT * FROM service_requests_servicerequest WHERE source <> '' ORDER BY id DESC LIMIT {ROWS}) AS new"
    with tempfile.TemporaryFile() as file:
        with connection.cursor().copy(f"COPY ({query}) TO STDOUT (FORMAT binary)") as copy:
            for piece in copy:
                file.write(piece)
        file.seek(0)
        began = time.perf_counter()
        with connection.cursor().copy("COPY bench_copy FROM STDIN (FORMAT binary)") as copy:
            while piece := file.read(1 << 20):
                copy.write(piece)
        passed = time.perf_counter() - began
    count = connection.execute("SELECT count(*) FROM bench_copy").fetchone()[0]
    connection.execute("DROP TABLE bench_copy")
    return passed, count
