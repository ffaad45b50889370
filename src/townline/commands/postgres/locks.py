"""Locks on files: the system frees them when their holder ends, however it ends."""

import fcntl
import os
from pathlib import Path


class FileLock:
    def __init__(self, path: Path) -> None:
        self.path = path
        self.descriptor: int | None = None

    def share(self) -> None:
        fcntl.flock(self._open(), fcntl.LOCK_SH)

    def own(self) -> None:
        """Wait until nobody else has it."""
        fcntl.flock(self._open(), fcntl.LOCK_EX)

    def try_own(self) -> bool:
        return self._try(fcntl.LOCK_EX)

    def is_free(self) -> bool:
        taken = self.try_own()
        self.release()
        return taken

    def can_be_shared(self) -> bool:
        taken = self._try(fcntl.LOCK_SH)
        self.release()
        return taken

    def _try(self, kind: int) -> bool:
        try:
            fcntl.flock(self._open(), kind | fcntl.LOCK_NB)
        except BlockingIOError:
            self.release()
            return False
        return True

    def release(self) -> None:
        if self.descriptor is not None:
            os.close(self.descriptor)
            self.descriptor = None

    def _open(self) -> int:
        if self.descriptor is None:
            self.descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        return self.descriptor
