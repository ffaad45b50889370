"""The live-event server: one process that holds all open streams."""

import os
from functools import partial

from granian.constants import HTTPModes, Interfaces
from granian.log import LogLevels
from granian.server import Server

from townline.commands.processes.serving import load_on_leash


def main() -> None:
    Server(
        "townline.config.live:application",
        address=os.environ["TOWNLINE_HOST"],
        port=int(os.environ["TOWNLINE_PORT"]) + 1,
        interface=Interfaces.ASGI,
        http=HTTPModes.http1,
        websockets=False,
        backpressure=8192,
        respawn_failed_workers=True,
        workers_kill_timeout=5,
        log_level=LogLevels.error,
    ).serve(target_loader=partial(load_on_leash, os.getpid()))
