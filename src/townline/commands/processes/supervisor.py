"""Keeps the processes of one installation running until it is told to end."""

import signal
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from types import FrameType

from townline.commands.processes import leftovers
from townline.commands.processes.child import Child

LOOK_SECONDS = 0.2
PATIENCE_SECONDS = 20.0


class Supervisor:
    def __init__(self, *, children: Sequence[Child], folder: Path, look_after: Callable[[], None]) -> None:
        self.children = children
        self.folder = folder
        self.look_after = look_after  # called at each look, for what is not a child: the database
        self.told = threading.Event()
        self.times_told = 0

    def heed_signals(self) -> None:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._heed)

    def _heed(self, number: int, frame: FrameType | None) -> None:
        self.times_told += 1
        self.told.set()

    def start(self) -> None:
        for child in self.children:
            child.start(at=time.monotonic())
        self._remember()

    def keep(self) -> None:
        """Return when told to end."""
        while not self.told.wait(LOOK_SECONDS):
            before = self._groups()
            for child in self.children:
                said = child.look(at=time.monotonic())
                if said:
                    print(f"townline: {said}", flush=True)
            if self._groups() != before:
                self._remember()
            self.look_after()

    def end(self) -> None:
        """Ask all to end, wait, then insist; a second Ctrl-C does not wait."""
        for child in self.children:
            child.tell_to_end()
        until = time.monotonic() + PATIENCE_SECONDS
        while any(child.is_running for child in self.children) and time.monotonic() < until and self.times_told < 2:
            time.sleep(0.05)
        for child in self.children:
            child.end_group(signal.SIGKILL)

    def _groups(self) -> list[int]:
        return [child.process.pid for child in self.children if child.process is not None]

    def _remember(self) -> None:
        leftovers.remember(folder=self.folder, groups=self._groups())
