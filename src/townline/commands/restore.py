"""`townline restore FILE`: a backup back into an empty database."""

import argparse
import json
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path
from typing import Any

import psycopg

from townline.commands import database_address, environment
from townline.commands.backup import DISPOSALS, DUMP, FOLDERS, FORMAT, MANIFEST, run_program, sha256
from townline.commands.dispose_again import bring_lists, dispose_again, said
from townline.commands.environment import CannotGoOn
from townline.commands.postgres.locks import FileLock
from townline.commands.postgres.places import installed_programs
from townline.commands.progress import counted

DESCRIPTION = """\
Bring a file of `townline backup` back: into the database of DATABASE_URL, or into the embedded one of the data folder
(TOWNLINE_DATA). Both must be empty, so that nothing is ever overwritten. What signed disposal lists destroyed since is
destroyed again; the lists are in the folder “disposals” of the data folder, or named by --disposals. Put townline.env and secret-key back by hand.
"""


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="townline restore", description=DESCRIPTION)
    parser.add_argument("file", type=Path, help="the file that `townline backup` wrote")
    parser.add_argument(
        "--disposals",
        type=Path,
        help="the folder “disposals” of the data folder that was in use last: what was destroyed since is destroyed again",
    )
    asked = parser.parse_args(argv)
    file = asked.file.absolute()
    if not file.is_file():
        raise CannotGoOn(f"{file} is not there.")
    folder = environment.make_data_folder()
    running = FileLock(folder / "run.lock")
    if not running.try_own():
        raise CannotGoOn("Townline runs with this data folder. End it first.")
    with environment.database():
        _refuse_what_is_there(folder)
        read(file, folder=folder)
        if asked.disposals:
            bring_lists(frm=asked.disposals.absolute(), folder=folder)
        words = said(dispose_again(), folder=folder)
    running.release()
    print(words)
    print("Restored. `townline run` brings the tables up to date if the backup is of an earlier version.")
    return 0


def _refuse_what_is_there(folder: Path) -> None:
    with psycopg.connect(database_address.conninfo()) as connection:
        row = connection.execute(
            "SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
            "WHERE c.relkind IN ('r', 'p') AND n.nspname !~ '^(pg_|information_schema)'"
        ).fetchone()
    if row and row[0]:
        raise CannotGoOn(
            f"the database is not empty: it has {row[0]} tables. Name an empty one in DATABASE_URL, or a new data folder "
            "in TOWNLINE_DATA. Nothing was changed."
        )
    for name in FOLDERS:
        if any(path.is_file() for path in (folder / name).rglob("*")):
            raise CannotGoOn(f"the folder {folder / name} is not empty. Move it away first. Nothing was changed.")


def read(file: Path, *, folder: Path) -> None:
    if not tarfile.is_tarfile(file):
        raise CannotGoOn(f"{file} is not a file of `townline backup`.")
    with tarfile.open(file) as archive, tempfile.TemporaryDirectory(prefix=".townline-restore-", dir=folder) as work:
        manifest = _manifest(archive, file)
        dump = Path(work) / DUMP
        _unpack(archive, archive.getmember(DUMP), dump)
        if sha256(dump) != manifest["database_sha256"]:
            raise CannotGoOn(f"{file} is damaged: the database in it is not what was written. Nothing was changed.")
        _load(dump)
        with counted("Reading files", total=manifest["files"]) as advance:
            for entry in archive:
                parts = Path(entry.name).parts
                if entry.isfile() and parts[0] in {*FOLDERS, DISPOSALS} and ".." not in parts:
                    if parts[0] != DISPOSALS or not (folder / entry.name).exists():
                        _unpack(archive, entry, folder / entry.name)
                    advance()


def _unpack(archive: tarfile.TarFile, entry: tarfile.TarInfo, path: Path) -> None:
    source = archive.extractfile(entry)
    assert source is not None
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as target:
        shutil.copyfileobj(source, target)


def _manifest(archive: tarfile.TarFile, file: Path) -> dict[str, Any]:
    try:
        found = archive.extractfile(MANIFEST)
    except KeyError:
        found = None
    if found is None:
        raise CannotGoOn(f"{file} is not a file of `townline backup`.")
    manifest: dict[str, Any] = json.load(found)
    if manifest["format"] > FORMAT:
        raise CannotGoOn(f"{file} was written by a newer Townline ({manifest['townline']}). Restore it with that one.")
    return manifest


def _load(dump: Path) -> None:
    """In one transaction: a restore that fails leaves the database empty."""
    command = ["pg_restore", "--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction", "--verbose"]
    with counted("Reading tables", total=_tables(dump)) as advance:
        run_program([*command, f"--dbname={_database()}", str(dump)], sign="processing data for table", advance=advance)


def _database() -> str:
    return database_address.for_programs()["PGDATABASE"]


def _tables(dump: Path) -> int:
    listing = subprocess.run(
        [installed_programs() / "bin" / "pg_restore", "--list", dump], capture_output=True, text=True, check=True
    )
    return listing.stdout.count(" TABLE DATA ")
