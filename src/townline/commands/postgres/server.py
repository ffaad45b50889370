"""A running embedded server for one user of it."""

import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Self

import psycopg

from townline.commands.postgres import cluster
from townline.commands.postgres.account import server_account
from townline.commands.postgres.errors import ServerRefused
from townline.commands.postgres.locks import FileLock
from townline.commands.postgres.places import Places, prepare

NOT_DURABLE = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")  # for tests: a crash may lose everything

LONGEST_END = 60.0  # seconds


class EmbeddedServer:
    """Use it as a context manager: inside, the server runs; it ends when nobody uses it any more."""

    def __init__(self, *, data: Path, options: tuple[str, ...] = ()) -> None:
        self.home = data.absolute() / "postgres"
        self.options = options
        self.users = FileLock(self.home / "users.lock")
        self.keeper: subprocess.Popen[bytes] | None = None
        self._places: Places | None = None

    @property
    def places(self) -> Places:
        if self._places is None:
            self._places = prepare(home=self.home, account=server_account())
        return self._places

    @property
    def socket(self) -> Path:
        return self.places.socket

    def dsn(self, *, role: str = "townline", database: str = "townline") -> str:
        return f"host='{self.socket}' user={role} dbname={database}"

    def start(self) -> None:
        """Start it or join the users of a running one; return when it answers and has our database."""
        assert self.places  # makes the folder of the locks
        self.users.share()
        try:
            self.ensure_kept()
            self._wait_until_ready()
            self._make_database()
        except BaseException:
            self.users.release()
            raise

    def stop(self) -> None:
        """Leave it, and wait until it has ended if nobody else uses it."""
        self.users.release()
        until = time.monotonic() + LONGEST_END
        while time.monotonic() < until and not self._is_used():
            if FileLock(self.home / "keeper.lock").is_free():
                if self.keeper:
                    self.keeper.wait()
                return
            time.sleep(0.03)
        self._leave_the_keeper()

    def _leave_the_keeper(self) -> None:
        """To those who still use it."""
        if self.keeper and self.keeper.poll() is None:
            self.keeper.returncode = 0  # Python would warn that it still runs
        self.keeper = None

    def _is_used(self) -> bool:
        """Say whether somebody shares it; the keeper that ends the server has the lock alone."""
        return not FileLock(self.home / "users.lock").is_free() and FileLock(self.home / "users.lock").can_be_shared()

    def ensure_kept(self) -> None:
        """Start a keeper unless there is one."""
        if self.keeper is not None and self.keeper.poll() is None:
            return
        if not FileLock(self.home / "keeper.lock").is_free():
            return
        with (self.home / "keeper.log").open("wb") as log:
            self.keeper = subprocess.Popen(
                [sys.executable, "-m", "townline.commands.postgres.keeper", str(self.home), *self.options],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                cwd="/",
            )

    def _wait_until_ready(self, *, patience: float = 60.0) -> None:
        until = time.monotonic() + patience
        while time.monotonic() < until:
            if cluster.is_ready(self.places) and self._answers():
                return
            said = (self.home / "keeper.log").read_text(errors="replace").strip()
            if said:
                raise ServerRefused(said)
            time.sleep(0.02)
        raise ServerRefused(
            f"The database did not start within {patience:.0f} seconds. Its own words:\n{self.last_words()}"
        )

    def _answers(self) -> bool:
        try:
            psycopg.connect(self.dsn(role="postgres", database="postgres"), connect_timeout=5).close()
        except psycopg.OperationalError:
            return False
        return True

    def last_words(self) -> str:
        try:
            return self.places.log.read_text(errors="replace")[-2000:]
        except OSError:
            return "(none)"

    def _make_database(self) -> None:
        with psycopg.connect(self.dsn(role="postgres", database="postgres"), autocommit=True) as connection:
            connection.execute("SELECT pg_advisory_lock(8311)")
            if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = 'townline'").fetchone():
                connection.execute("CREATE ROLE townline LOGIN CREATEDB")
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = 'townline'").fetchone():
                connection.execute("CREATE DATABASE townline OWNER townline")

    def make_database_anew(self) -> None:
        """Throw everything away: for a sample city that was interrupted while it was loading."""
        with psycopg.connect(self.dsn(role="postgres", database="postgres"), autocommit=True) as connection:
            connection.execute("DROP DATABASE IF EXISTS townline WITH (FORCE)")
        self._make_database()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
