"""A process on a leash ends when its parent is gone, even when the parent was killed without a word.

python -m townline.commands.processes.leash PARENT MODULE    calls MODULE.main() on the leash of the process PARENT
"""

import os
import signal
import sys
import threading
import time
from importlib import import_module

LOOK_SECONDS = 0.5
PATIENCE_SECONDS = 15


def follow(parent: int) -> None:
    threading.Thread(target=_watch, args=(parent,), name="leash", daemon=True).start()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(LOOK_SECONDS)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(PATIENCE_SECONDS)
    os._exit(1)


if __name__ == "__main__":
    follow(int(sys.argv[1]))
    sys.exit(import_module(sys.argv[2]).main())
