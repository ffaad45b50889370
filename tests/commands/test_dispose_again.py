"""Somebody is disposed of; an older backup is restored, and they do not come back."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from townline.commands.postgres.server import EmbeddedServer

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]

MAKE = """
from datetime import timedelta
from django.utils import timezone
from townline.accounts.models import Role, User
from townline.customers.models import ContactPoint, Customer
at = timezone.now() - timedelta(days=4000)
her = Customer.objects.create(name="Zephyrine Quackenbush", search="zephyrine quackenbush", created_at=at)
ContactPoint.objects.create(customer=her, kind="email", value="zephyrine@mail.example", created_at=at)
Customer.objects.create(name="Kept Person", search="kept person", created_at=timezone.now())
User.objects.create_user("records@city.example", name="Rae Cords", role=Role.RECORDS_CLERK)
"""
DISPOSE = """
from django.utils import timezone
from townline.accounts import queries as accounts
from townline.accounts.models import User
from townline.customers.models import Customer
from townline.records_office import operations
at = timezone.now()
by = accounts.viewer_of(user=User.objects.get(email="records@city.example"), at=at)
found = operations.propose_person(person=Customer.objects.get(name__startswith="Zeph").uuid, by=by, at=at)
seen = operations.hash_of(disposal_list=found)
operations.sign(disposal_list=found, seen=seen, by=by, second_factor_at=at, at=at)
assert operations.carry_out(at=at) == 1
"""


@pytest.fixture
def place() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="tl-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


def townline(*words: str, data: Path) -> str:
    kept = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "TOWNLINE_PG_SOCKET"}}
    done = subprocess.run(
        [sys.executable, "-m", "townline.commands.console", *words],
        env={**kept, "TOWNLINE_DATA": str(data)},
        cwd=data.parent,
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def people(data: Path) -> list[str]:
    with EmbeddedServer(data=data) as server, psycopg.connect(server.dsn()) as connection:
        return [name for (name,) in connection.execute("SELECT name FROM customers_customer ORDER BY name").fetchall()]


def lists(data: Path) -> list[tuple[str, ...]]:
    with EmbeddedServer(data=data) as server, psycopg.connect(server.dsn()) as connection:
        return connection.execute(
            "SELECT uuid::text, state, signed_by, items_hash FROM records_office_disposallist"
        ).fetchall()


def test_an_older_backup_brings_nobody_back(place: Path):
    old, new, late = place / "old", place / "new", place / "late"
    townline("manage", "migrate", "--verbosity=0", data=old)
    townline("manage", "shell", "--no-imports", "-c", MAKE, data=old)
    townline("backup", str(place / "before.tar"), data=old)
    townline("manage", "shell", "--no-imports", "-c", DISPOSE, data=old)
    assert people(old) == ["Kept Person"]
    assert b"Zephyrine" not in b"".join(path.read_bytes() for path in (old / "disposals").iterdir())

    said = townline("restore", str(place / "before.tar"), "--disposals", str(old / "disposals"), data=new)
    assert "destroyed again: 1." in said
    assert people(new) == ["Kept Person"]
    assert lists(new) == lists(old)

    said = townline("restore", str(place / "before.tar"), data=late)  # the folder was forgotten
    assert "what was destroyed must not come back" in said
    assert people(late) == ["Kept Person", "Zephyrine Quackenbush"]
    (late / "disposals").mkdir(exist_ok=True)
    for path in (old / "disposals").iterdir():
        (late / "disposals" / path.name).write_bytes(path.read_bytes())
    with EmbeddedServer(data=late) as server:  # what `townline run` does before its first page
        subprocess.run(
            [sys.executable, "-c", "from townline.commands.prepare import main; main()"],
            env={**os.environ, "TOWNLINE_DATA": str(late), "TOWNLINE_PG_SOCKET": str(server.socket)},
            check=True,
        )
    assert people(late) == ["Kept Person"]
