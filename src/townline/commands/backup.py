"""`townline backup FILE`: the database and all photos in one file."""

import argparse
import hashlib
import io
import json
import os
import subprocess
import tarfile
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import psycopg

from townline.commands import database_address, environment
from townline.commands.environment import CannotGoOn
from townline.commands.postgres.places import installed_programs
from townline.commands.progress import counted

DESCRIPTION = """\
Write the database, the photos and the map into one file. Townline may go on running meanwhile: the file holds the
moment at which the backup began. The file holds personal data; keep it where only you can read it. The settings
(townline.env, secret-key) are not in it; keep a copy of them apart.
"""
FORMAT = 1
FOLDERS = ("media", "tiles")
DISPOSALS = "disposals"  # ids of what was destroyed, so that an older backup can be brought up to date
DUMP = "database.dump"
MANIFEST = "manifest.json"


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="townline backup", description=DESCRIPTION)
    parser.add_argument("file", type=Path, help="the file to write, for example townline-2026-06-12.tar")
    file = parser.parse_args(argv).file.absolute()
    if file.exists():
        raise CannotGoOn(f"{file} is there already. Name another file.")
    if not file.parent.is_dir():
        raise CannotGoOn(f"the folder {file.parent} does not exist.")
    with environment.database():
        write(file)
    print(f"Backup written: {file}, {file.stat().st_size / 1_000_000:,.1f} MB.")
    return 0


def write(file: Path) -> None:
    """Whole or not at all."""
    unfinished = file.with_name(file.name + ".unfinished")
    with tempfile.TemporaryDirectory(prefix=".townline-backup-", dir=file.parent) as folder:
        dump = Path(folder) / DUMP
        _dump(dump)
        unfinished.unlink(missing_ok=True)
        with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as target:
            with tarfile.open(fileobj=target, mode="w") as archive:
                _pack(archive, dump)
            target.flush()
            os.fsync(target.fileno())
    unfinished.replace(file)


def _dump(path: Path) -> None:
    command = ["pg_dump", "--format=custom", "--no-owner", "--no-privileges", "--verbose", f"--file={path}"]
    with counted("Writing tables", total=_tables()) as advance:
        run_program(command, sign="dumping contents of table", advance=advance)


def _tables() -> int:
    with psycopg.connect(database_address.conninfo()) as connection:
        row = connection.execute(
            "SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
            "WHERE c.relkind = 'r' AND n.nspname !~ '^(pg_|information_schema)'"
        ).fetchone()
    return int(row[0]) if row else 0


def run_program(command: list[str], *, sign: str, advance: Callable[[], None]) -> None:
    """Run a program of PostgreSQL; its lines with `sign` are progress, its other lines are shown when it fails."""
    command = [str(installed_programs() / "bin" / command[0]), *command[1:]]
    said: list[str] = []
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=database_address.for_programs()) as process:
        assert process.stderr is not None
        for line in process.stderr:
            said.append(line.rstrip())
            if sign in line:
                advance()
    if process.returncode != 0:
        raise CannotGoOn("PostgreSQL refused:\n" + "\n".join(said[-12:]))


def _pack(archive: tarfile.TarFile, dump: Path) -> None:
    data = environment.data_folder()
    files = [
        path
        for name in (*FOLDERS, DISPOSALS)
        if (data / name).is_dir()
        for path in sorted((data / name).rglob("*"))
        if path.is_file()
    ]
    manifest = {
        "format": FORMAT,
        "townline": version("townline"),
        "written_at": datetime.now(tz=UTC).isoformat(timespec="seconds"),
        "database_sha256": sha256(dump),
        "files": len(files),
    }
    _add_text(archive, MANIFEST, json.dumps(manifest, indent=2))
    archive.add(dump, arcname=DUMP)
    with counted("Writing files", total=len(files)) as advance:
        for path in files:
            archive.add(path, arcname=str(path.relative_to(data)), recursive=False)
            advance()


def _add_text(archive: tarfile.TarFile, name: str, text: str) -> None:
    entry = tarfile.TarInfo(name)
    entry.size = len(text.encode())
    entry.mode = 0o600
    archive.addfile(entry, io.BytesIO(text.encode()))


def sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
