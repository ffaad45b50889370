"""Work behind the pages lets people who wait for a page go first."""

import os
from contextlib import suppress
from pathlib import Path

NICENESS = 10
GROUP = Path("/proc/self/autogroup")


def step_back() -> None:
    """Linux may share out the processor by session before it looks at niceness: then the session steps back, if it is our own."""
    os.nice(NICENESS)
    if os.getpid() == os.getsid(0):
        with suppress(OSError):  # no such thing here, or a container does not let us
            GROUP.write_text(str(NICENESS))
