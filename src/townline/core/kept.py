"""Small reference data kept in the process for `TOWNLINE_CACHE_SECONDS`, then looked at again."""

import threading
import time
from collections.abc import Callable
from typing import Generic, TypeVar

from django.conf import settings

T = TypeVar("T")


class Kept(Generic[T]):
    """`stamp` says cheaply whether anything has changed since; without it the value is read again each time."""

    def __init__(self, *, read: Callable[[], T], stamp: Callable[[], object] | None = None) -> None:
        self._read, self._stamp = read, stamp
        self._lock = threading.Lock()
        self._value: T | None = None
        self._of: object = object()
        self._looked_at = float("-inf")

    def get(self) -> T:
        if self._value is not None and time.monotonic() - self._looked_at < settings.TOWNLINE_CACHE_SECONDS:
            return self._value
        with self._lock:
            of = self._stamp() if self._stamp else object()
            if self._value is None or of != self._of:
                self._value, self._of = self._read(), of
            self._looked_at = time.monotonic()
            return self._value

    def forget(self) -> None:
        """Look again at the next call."""
        self._looked_at = float("-inf")
