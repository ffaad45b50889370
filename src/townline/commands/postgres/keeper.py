"""The keeper: one small process that starts PostgreSQL, starts it again after a crash, and ends it after its last user.

Users share the lock `users.lock`; the keeper waits for it alone. A user that was killed has let go of it, too.
"""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path

from townline.commands.postgres import cluster
from townline.commands.postgres.account import server_account
from townline.commands.postgres.errors import ServerRefused
from townline.commands.postgres.locks import FileLock
from townline.commands.postgres.places import Places, prepare

LONGEST_WAIT = 30.0
HEALTHY_AFTER = 60.0


class Keeper:
    def __init__(self, *, places: Places, options: Sequence[str]) -> None:
        self.places = places
        self.options = options
        self.account = server_account()
        self.ending = threading.Event()
        self.users = FileLock(places.home / "users.lock")
        self.failed = 0

    def keep(self) -> None:
        """Start the server again whenever it ends, with growing waits."""
        while not self.ending.is_set():
            started = time.monotonic()
            self._run_once()
            self.failed = 0 if time.monotonic() - started > HEALTHY_AFTER else self.failed + 1
            self.ending.wait(min(LONGEST_WAIT, 0.1 * 2**self.failed))

    def _run_once(self) -> None:
        pid = cluster.running_pid(self.places)
        if pid is not None:  # it outlived its keeper: adopt it
            cluster.wait_until_gone(pid=pid, places=self.places, unless=self.ending)
            return
        cluster.forget_dead_server(self.places)
        log = os.open(self.places.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o600)
        server = subprocess.Popen(
            cluster.command_line(places=self.places, options=self.options),
            env=cluster.environment(self.places),
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
            **self.account.for_subprocess,
        )
        os.close(log)
        while server.poll() is None:
            if self.ending.wait(0.2):
                server.send_signal(signal.SIGINT)  # fast: ends its clients, writes everything
                server.wait()

    def end(self) -> None:
        self.ending.set()

    def end_after_last_user(self) -> None:
        self.users.own()  # and held until this process has ended: a new user waits for a new keeper
        self.end()


def main(argv: list[str]) -> int:
    home = Path(argv[0])
    kept = FileLock(home / "keeper.lock")
    if not kept.try_own():
        return 0  # another one was quicker
    try:
        account = server_account()
        places = prepare(home=home, account=account)
        cluster.create(places=places, account=account)
        cluster.write_access(places=places, account=account)
    except ServerRefused as refusal:
        print(refusal, file=sys.stderr, flush=True)
        return 1
    keeper = Keeper(places=places, options=argv[1:])
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, lambda *_: keeper.end())
    threading.Thread(target=keeper.end_after_last_user, daemon=True).start()
    keeper.keep()
    pid = cluster.running_pid(places)
    if pid is not None:
        cluster.end(pid=pid, places=places)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
