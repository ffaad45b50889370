"""Start, pause, resume and stop the clock of an opaque subject. The caller records the event of what happened."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext_lazy as _

from townline.core.errors import OperationRefused
from townline.core.transactions import transaction_required
from townline.service_levels import queries
from townline.service_levels.calendars import city_calendar
from townline.service_levels.models import Clock
from townline.service_levels.values import PauseReason


class ClockMissing(OperationRefused):
    message = _("No clock is running for this.")


@transaction_required
def start(*, subject: UUID, business_days: int, at: datetime) -> datetime:
    """Starts the resolution clock and returns when it is due."""
    due_at = queries.expected(business_days=business_days, at=at)
    with connection.cursor() as cursor:
        cursor.execute("SELECT service_levels_start(%s, %s, %s, %s)", [subject, business_days, at, due_at])
    return due_at


def _running(subject: UUID) -> Clock:
    clock = Clock.objects.select_for_update().filter(subject=subject, stopped_at__isnull=True).first()
    if clock is None:
        raise ClockMissing
    return clock


@transaction_required
def pause(*, subject: UUID, reason: PauseReason, at: datetime) -> None:
    """Keeps what is left of the promise; a late clock has less than nothing left. Pausing twice changes nothing."""
    clock = _running(subject)
    if clock.paused_at:
        return
    left = queries.business_time(start=at, end=clock.due_at)
    clock.paused_at, clock.pause_reason, clock.left = at, reason, left
    clock.save(update_fields=["paused_at", "pause_reason", "left"])


@transaction_required
def resume(*, subject: UUID, at: datetime) -> datetime:
    """Goes on with what was left, and returns the new due moment. A late clock stays due when it was."""
    clock = _running(subject)
    if clock.paused_at and clock.left is not None:
        if clock.left > timedelta(0):
            clock.due_at = city_calendar().add(start=at, amount=clock.left)
        clock.paused_at, clock.pause_reason, clock.left = None, "", None
        clock.save(update_fields=["due_at", "paused_at", "pause_reason", "left"])
    return clock.due_at


@transaction_required
def stop(*, subject: UUID, at: datetime) -> None:
    """Stops the running clock; nothing to do if none is running."""
    Clock.objects.filter(subject=subject, stopped_at__isnull=True).update(
        stopped_at=at, paused_at=None, pause_reason="", left=None
    )


@transaction_required
def restart(*, subject: UUID, business_days: int, at: datetime) -> datetime:
    """A new promise in place of the running one: after reopening, or when the service changes."""
    stop(subject=subject, at=at)
    return start(subject=subject, business_days=business_days, at=at)
