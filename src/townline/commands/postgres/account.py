"""Which account of the machine runs the server: PostgreSQL refuses to run as root."""

import os
import pwd
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from townline.commands.postgres.errors import ServerRefused

CANDIDATES = ("postgres", "nobody")


@dataclass(frozen=True)
class Account:
    name: str
    uid: int
    gid: int
    is_other: bool  # another account than ours: we are root

    @property
    def for_subprocess(self) -> dict[str, Any]:
        return {"user": self.uid, "group": self.gid, "extra_groups": []} if self.is_other else {}

    def own(self, path: Path) -> None:
        if self.is_other:
            os.chown(path, self.uid, self.gid)

    def can_run(self, program: Path) -> bool:
        """Say whether this account reaches the program; a package under a private home is out of its reach."""
        try:
            done = subprocess.run(
                [program, "--version"], capture_output=True, check=False, cwd="/", **self.for_subprocess
            )
        except OSError:
            return False
        return done.returncode == 0

    def can_enter(self, folder: Path) -> bool:
        if not self.is_other:
            return True
        try:
            done = subprocess.run(
                ["test", "-x", str(folder)], capture_output=True, check=False, cwd="/", **self.for_subprocess
            )
        except OSError:
            return False
        return done.returncode == 0


def _named(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        raise ServerRefused(
            f"The account number {uid} has no name on this machine, and PostgreSQL needs one. "
            "Run as a named user, or name a server in DATABASE_URL."
        ) from None


def own_account() -> Account:
    return Account(name=_named(os.geteuid()), uid=os.geteuid(), gid=os.getegid(), is_other=False)


def server_account() -> Account:
    if os.geteuid() != 0:
        return own_account()
    for name in (os.environ.get("TOWNLINE_PG_ACCOUNT", ""), *CANDIDATES):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(name=name, uid=entry.pw_uid, gid=entry.pw_gid, is_other=True)
    raise ServerRefused(
        "PostgreSQL does not run as root and this machine has neither an account `postgres` nor `nobody`. "
        "Name another one in TOWNLINE_PG_ACCOUNT, run as an ordinary user, or name a server in DATABASE_URL."
    )
