"""A copy of the log, brought back from a backup, is whole; what is done to it afterwards is found by the command."""

import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests.commands.test_backup import townline
from townline.commands.postgres.server import EmbeddedServer

pytestmark = pytest.mark.slow
PLANT = """
INSERT INTO events_event (uuid, type, subject_type, subject, actor_kind, occurred_at, recorded_at)
SELECT gen_random_uuid(), 'tree.planted', 'tree', gen_random_uuid(), 'staff', now(), now() FROM generate_series(1, 5000)
"""
PUT_IN = """
INSERT INTO events_event SELECT {}, uuid, type, version, subject_type, subject, actor_kind, actor_id, actor_label,
occurred_at, recorded_at, data FROM events_event WHERE id = 5
"""
CUT_OFF = """
CREATE TABLE cut AS SELECT * FROM events_seal WHERE number >= 6;
DELETE FROM events_seal WHERE number >= 6;
UPDATE events_sealmark SET last_number = 5
"""
SEAL = "from townline.events import operations; from django.utils import timezone; operations.seal_events(at=timezone.now(), most=1000)"
TRIGGERS_OFF = "ALTER TABLE events_event DISABLE TRIGGER USER; ALTER TABLE events_seal DISABLE TRIGGER USER"


def database(data: Path, *statements: str) -> None:
    with EmbeddedServer(data=data) as server, psycopg.connect(server.dsn(), autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement)


def done(*words: str, data: Path) -> subprocess.CompletedProcess[str]:
    ended = townline(*words, data=data)
    assert ended.returncode == 0, ended.stderr
    return ended


@pytest.fixture(scope="module")
def place() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="tl-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


@pytest.fixture(scope="module")
def copy(place: Path) -> Path:
    """A log with five thousand sealed events, one gap and one event that waits for its seal, backed up and restored."""
    data = place / "from"
    done("manage", "migrate", "--verbosity=0", data=data)
    database(data, PLANT, "SELECT nextval('events_event_id_seq')", PLANT.replace("5000", "1"))
    done("manage", "shell", "--command", SEAL, data=data)
    database(data, PLANT.replace("5000", "1"))
    done("backup", str(place / "backup.tar"), data=data)
    done("restore", str(place / "backup.tar"), data=place / "to")
    return place / "to"


@pytest.fixture(scope="module")
def head(copy: Path) -> str:
    return done("verify-log", "--head", data=copy).stdout.strip()


def test_a_restored_log_is_as_it_was_sealed_and_is_sealed_further(place: Path, copy: Path, head: str) -> None:
    said = done("verify-log", "--expect", head, data=copy).stdout
    assert "5,001 events under 6 seals compared; 1 newer ones wait for their seal." in said
    assert f"Head: {head}" in said
    done("restore", str(place / "backup.tar"), data=place / "further")
    database(place / "further", PLANT.replace("5000", "3"))
    done("manage", "shell", "--command", SEAL, data=place / "further")
    assert "0 newer ones wait" in done("verify-log", "--expect", head, data=place / "further").stdout


@pytest.mark.parametrize(
    ("do", "undo", "said"),
    [
        (
            "UPDATE events_event SET actor_id = 9 WHERE id = 77",
            "UPDATE events_event SET actor_id = NULL WHERE id = 77",
            "event 77 was altered after seal 1.",
        ),
        (
            "CREATE TABLE lost AS SELECT * FROM events_event WHERE id = 1500; DELETE FROM events_event WHERE id = 1500",
            "INSERT INTO events_event SELECT * FROM lost",
            "event 1500 is missing. It was there at seal 2.",
        ),
        (
            PUT_IN.format(5001),
            "DELETE FROM events_event WHERE id = 5001",
            "event 5001 was put in by hand: tree.planted",
        ),
        (
            PUT_IN.format(900000),
            "DELETE FROM events_event WHERE id = 900000",
            "event 900000 was put in by hand: tree.planted",
        ),
        (
            CUT_OFF,
            "INSERT INTO events_seal SELECT * FROM cut; UPDATE events_sealmark SET last_number = 6",
            "seal 6 is missing.",
        ),
    ],
    ids=["altered", "deleted", "into an old gap", "beyond", "last seals cut off"],
)
def test_what_was_done_to_the_copy_is_named(copy: Path, head: str, do: str, undo: str, said: str) -> None:
    database(copy, TRIGGERS_OFF, do)
    found = townline("verify-log", "--expect", head, data=copy)
    database(copy, undo)
    assert (found.returncode, said in found.stdout, "1 things are wrong." in found.stdout) == (1, True, True)
    assert "Everything is as it was sealed." in done("verify-log", "--expect", head, data=copy).stdout


def test_a_head_that_is_none_is_refused(copy: Path) -> None:
    refused = townline("verify-log", "--expect", "6:abc", data=copy)
    assert refused.returncode == 1
    assert "--expect needs a number" in refused.stderr
