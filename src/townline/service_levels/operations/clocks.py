"""Start, stop and replace the clocks of an opaque subject. The caller records the event of what happened."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import Case, QuerySet, Value, When
from django.db.models.functions import Greatest
from django.utils.translation import gettext_lazy as _

from townline.core.documents import as_json
from townline.core.errors import OperationRefused
from townline.core.transactions import transaction_required
from townline.service_levels import queries
from townline.service_levels.models import Clock, ClockPause
from townline.service_levels.operations.pauses import settle
from townline.service_levels.planning import Planned, documents_of, plan
from townline.service_levels.values import ClockKind, Ended, Promised


class ClockMissing(OperationRefused):
    message = _("No clock is running for this.")


@transaction_required
def start(
    *,
    subject: UUID,
    promises: Sequence[Promised],
    at: datetime,
    subject_type: str = "service_request",
    department_id: int | None = None,
) -> dict[ClockKind, datetime]:
    """Starts a clock for each promise and returns when each is due."""
    planned = plan(promises=promises, at=at, department_id=department_id)
    write(subject, planned, at=at, subject_type=subject_type, department_id=department_id)
    return {one.kind: one.due_at for one in planned}


@transaction_required
def stop(*, subject: UUID, at: datetime, kind: ClockKind | None = None, ended: Ended = Ended.MET) -> None:
    """Stops one clock or all; nothing to do where none runs. What was not yet told when the work is done is needed no more."""
    running = Clock.objects.filter(subject=subject, stopped_at__isnull=True)
    if kind is not None:
        running = running.filter(kind=kind)
    _count_until(running, subject, at)
    how = ended if kind else Case(When(kind=ClockKind.RESOLUTION, then=Value(ended)), default=Value(Ended.DROPPED))
    running.update(stopped_at=at, paused_at=None, next_at=None, ended_as=how)
    if kind is None:
        ClockPause.objects.filter(subject=subject, end_at__isnull=True).update(end_at=Greatest("begin_at", Value(at)))


@transaction_required
def _count_until(running: "QuerySet[Clock]", subject: UUID, at: datetime) -> None:
    """What stands still has the day that it would have if it went on now: whether it was kept is seen from that one."""
    standing = list(running.select_for_update().filter(paused_at__isnull=False))
    if standing:
        pauses = queries.pauses_of(subject=subject)
        for pause in pauses:
            pause.end_at = pause.end_at or max(at, pause.begin_at)
        settle(clocks=standing, pauses=pauses, at=at)


@transaction_required
def restart(
    *,
    subject: UUID,
    promises: Sequence[Promised],
    at: datetime,
    subject_type: str = "service_request",
    department_id: int | None = None,
) -> dict[ClockKind, datetime]:
    """New promises in place of the running ones of the same kinds: when work goes on that had ended."""
    kinds = [promised.kind for promised in promises]
    running = Clock.objects.filter(subject=subject, stopped_at__isnull=True, kind__in=kinds)
    _count_until(running, subject, at)
    running.update(stopped_at=at, paused_at=None, next_at=None, ended_as=Ended.REPLACED)
    return start(subject=subject, promises=promises, at=at, subject_type=subject_type, department_id=department_id)


@transaction_required
def write(
    subject: UUID, planned: Sequence[Planned], *, at: datetime, subject_type: str, department_id: int | None
) -> None:
    """The next round of each kind."""
    clocks = as_json(documents_of(planned))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT service_levels_start(%s, %s, %s, %s, %s)", [subject, subject_type, department_id, at, clocks]
        )
