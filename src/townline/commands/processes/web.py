"""The web server: Django behind one port in several processes."""

import os
from functools import partial

from granian.constants import HTTPModes, Interfaces
from granian.log import LogLevels
from granian.server import Server

from townline.commands.processes.serving import load_before_fork, load_on_leash

APPLICATION = "townline.config.wsgi:application"
THREADS = min(8, 2 * (os.cpu_count() or 1) + 1)  # a worker; its pool has eight connections


def main() -> None:
    load_before_fork(APPLICATION)
    Server(
        APPLICATION,
        address=os.environ["TOWNLINE_HOST"],
        port=int(os.environ["TOWNLINE_PORT"]),
        interface=Interfaces.WSGI,
        http=HTTPModes.http1,
        workers=int(os.environ["TOWNLINE_WEB_WORKERS"]),
        blocking_threads=THREADS,
        backpressure=256,
        respawn_failed_workers=True,
        workers_kill_timeout=10,
        log_level=LogLevels.error,
        log_access=os.environ.get("TOWNLINE_ACCESS_LOG") == "1",
    ).serve(target_loader=partial(load_on_leash, os.getpid()))
