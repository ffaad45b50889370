"""The moved clock of the sample city: every process of it asks the same file what time it is."""

import time
from datetime import datetime, timedelta
from functools import wraps
from typing import Any

from django.conf import settings
from django.utils import timezone
from procrastinate.contrib.django import app

from townline.commands.demo_clock import FILE, ahead_in

LOOK_AGAIN = 1.0  # seconds
_real_now = timezone.now


class _Ahead:
    """By how much the clock is ahead, looked up once a second."""

    def __init__(self) -> None:
        self._looked_at, self._ahead = float("-inf"), timedelta(0)

    def __call__(self) -> timedelta:
        if time.monotonic() - self._looked_at >= LOOK_AGAIN:
            self._ahead, self._looked_at = ahead_in(settings.TOWNLINE_DATA), time.monotonic()
        return self._ahead


ahead = _Ahead()


def now() -> datetime:
    return _real_now() + ahead()


now.ahead = ahead  # type: ignore[attr-defined]  # pages say that the clock is moved


def is_wanted() -> bool:
    """In the processes of the sample city, and in a command beside them once the clock was moved; never in a real city."""
    if settings.TOWNLINE_PRODUCTION:
        return False
    return bool(settings.TOWNLINE_SAMPLE_CITY) or (settings.TOWNLINE_DATA / FILE).exists()


def install() -> None:
    """Whoever asks Django what time it is gets the moved time."""
    if is_wanted():
        timezone.now = now


def move_jobs() -> None:
    """Work that comes each minute is told the moved time too. It comes as often as before: no day that was left out is made up for."""
    if timezone.now is not now:
        return
    for periodic in app.periodic_registry.periodic_tasks.values():
        periodic.task.func = _moved(periodic.task.func)


def _moved(work: Any) -> Any:
    @wraps(work)
    def moved(*args: Any, timestamp: int, **kwargs: Any) -> Any:
        return work(*args, timestamp=timestamp + int(ahead().total_seconds()), **kwargs)

    return moved
