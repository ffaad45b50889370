"""What an earlier run that was killed may have left: its processes, still on our ports.

Every process of a run holds one lock file open. When it is taken although no supervisor runs, the list of process
groups beside it says whom to end. They are on a leash and mostly end by themselves within a second.
"""

import json
import os
import signal
import time
from collections.abc import Iterable
from pathlib import Path

from townline.commands.postgres.locks import FileLock
from townline.commands.processes.child import end_group

PATIENCE = ((2.0, signal.SIGTERM), (6.0, signal.SIGKILL), (2.0, signal.SIGKILL))


def remember(*, folder: Path, groups: Iterable[int]) -> None:
    unfinished = folder / "processes.unfinished"
    unfinished.write_text(json.dumps(sorted(groups)))
    unfinished.replace(folder / "processes.json")


def end(*, folder: Path, lock: FileLock) -> bool:
    """Take the lock of the processes, ending whoever of an earlier run still has it."""
    for patience, number in PATIENCE:
        until = time.monotonic() + patience
        while time.monotonic() < until:
            if lock.try_own():
                return True
            time.sleep(0.1)
        for pid in _remembered(folder):
            if _is_ours(pid):
                end_group(pid, number)
    return lock.try_own()


def _remembered(folder: Path) -> list[int]:
    try:
        return [int(pid) for pid in json.loads((folder / "processes.json").read_text())]
    except (OSError, ValueError):
        return []


def _is_ours(pid: int) -> bool:
    """The number may belong to another program by now."""
    try:
        return b"townline" in Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return not Path("/proc/self").exists() and pid != os.getpid()
