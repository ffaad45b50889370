"""A backup brought back is the same, row by row and file by file."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from townline.commands.postgres.server import EmbeddedServer

pytestmark = pytest.mark.slow
ROWS_BY_TEXT = "SELECT coalesce(md5(string_agg(row_text, E'\\n' ORDER BY row_text)), ''), count(*) FROM (SELECT t::text AS row_text FROM {} t) s"


@pytest.fixture(scope="module")
def place() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="tl-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


def townline(*words: str, data: Path) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "TOWNLINE_PG_SOCKET"}}
    return subprocess.run(
        [sys.executable, "-m", "townline.commands.console", *words],
        env={**kept, "TOWNLINE_DATA": str(data)},
        cwd=data.parent,
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )


@pytest.fixture(scope="module")
def backup(place: Path) -> Path:
    data, file = place / "from", place / "backup.tar"
    done = townline("manage", "migrate", "--verbosity=0", data=data)
    assert done.returncode == 0, done.stderr
    with EmbeddedServer(data=data) as server, psycopg.connect(server.dsn(), autocommit=True) as connection:
        connection.execute("CREATE TABLE kept AS SELECT n, repeat('é', n) AS words FROM generate_series(1, 500) n")
    (data / "media" / "2026").mkdir(parents=True)
    (data / "media" / "2026" / "photo.jpg").write_bytes(os.urandom(5000))
    done = townline("backup", str(file), data=data)
    assert done.returncode == 0, done.stderr
    return file


def rows(data: Path) -> dict[str, tuple[str, int]]:
    with EmbeddedServer(data=data) as server, psycopg.connect(server.dsn()) as connection:
        names = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1").fetchall()
        return {name: _rows_of(connection, name) for (name,) in names}


def _rows_of(connection: psycopg.Connection, name: str) -> tuple[str, int]:
    row = connection.execute(sql.SQL(ROWS_BY_TEXT).format(sql.Identifier(name))).fetchone()
    assert row
    return row[0], row[1]


def triggers(data: Path) -> list[tuple[str, ...]]:
    with EmbeddedServer(data=data) as server, psycopg.connect(server.dsn()) as connection:
        return connection.execute(
            "SELECT tgrelid::regclass::text, tgname::text FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1, 2"
        ).fetchall()


def test_restored_rows_triggers_and_files_are_the_same(backup: Path, place: Path) -> None:
    data = place / "to"
    done = townline("restore", str(backup), data=data)
    assert done.returncode == 0, done.stderr
    before = rows(place / "from")
    assert before["kept"][1] == 500
    assert rows(data) == before
    assert triggers(data) == triggers(place / "from")
    assert (data / "media/2026/photo.jpg").read_bytes() == (place / "from/media/2026/photo.jpg").read_bytes()


def test_restore_leaves_a_full_database_alone(backup: Path, place: Path) -> None:
    before = rows(place / "from")
    done = townline("restore", str(backup), data=place / "from")
    assert done.returncode == 1
    assert "not empty" in done.stderr
    assert rows(place / "from") == before


def test_damaged_backup_is_refused(backup: Path, place: Path) -> None:
    damaged = place / "damaged.tar"
    content = bytearray(backup.read_bytes())
    content[len(content) // 3] ^= 0xFF
    damaged.write_bytes(content)
    done = townline("restore", str(damaged), data=place / "empty")
    assert done.returncode == 1
    assert rows(place / "empty") == {}


def test_backup_belongs_to_us_alone_and_overwrites_nothing(backup: Path, place: Path) -> None:
    assert backup.stat().st_mode & 0o077 == 0
    done = townline("backup", str(backup), data=place / "from")
    assert done.returncode == 1
    assert "already" in done.stderr
