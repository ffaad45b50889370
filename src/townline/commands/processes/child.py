"""One process of ours: started, found dead, started again with growing waits."""

import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field

LONGEST_WAIT = 30.0
HEALTHY_AFTER = 60.0  # seconds that make earlier failures forgotten


@dataclass
class Child:
    name: str
    module: str
    environment: Mapping[str, str]
    lock: int  # a descriptor that every process of this run holds open
    process: subprocess.Popen[bytes] | None = None
    failures: int = 0
    started_at: float = 0.0
    start_again_at: float = 0.0
    said: list[str] = field(default_factory=list)

    def start(self, *, at: float) -> None:
        self.started_at = at
        self.process = subprocess.Popen(
            on_leash(self.module),
            env=dict(self.environment),
            stdin=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C reaches the supervisor alone
            pass_fds=(self.lock,),
        )

    def look(self, *, at: float) -> str | None:
        """Start it (again) when it is time; return what to tell the person who watches."""
        if self.process is None:
            if at >= self.start_again_at:
                self.start(at=at)
            return None
        code = self.process.poll()
        if code is None:
            return None
        self.end_group(signal.SIGKILL)  # what it left behind
        self.process = None
        self.failures = 1 if at - self.started_at > HEALTHY_AFTER else self.failures + 1
        wait = min(LONGEST_WAIT, 0.25 * 2**self.failures)
        self.start_again_at = at + wait
        return f"{self.name} ended by itself ({_ending(code)}); it starts again in {wait:.1f} seconds"

    @property
    def is_running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def tell_to_end(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()

    def end_group(self, number: int) -> None:
        if self.process is not None:
            end_group(self.process.pid, number)


def on_leash(module: str) -> list[str]:
    """Return the command that runs a module's `main` until this process ends."""
    return [sys.executable, "-m", "townline.commands.processes.leash", str(os.getpid()), module]


def end_group(pid: int, number: int) -> None:
    try:
        os.killpg(pid, number)
    except (ProcessLookupError, PermissionError):
        return


def _ending(code: int) -> str:
    return f"exit code {code}" if code >= 0 else f"signal {-code}"
