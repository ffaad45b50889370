"""Periodic work on promises."""

from datetime import UTC, date, datetime
from uuid import UUID

from django.utils import timezone
from procrastinate.contrib.django import app

from townline.service_levels import operations

BATCH = 500
MOST = 40  # batches a minute: the rest waits for the next one


@app.periodic(cron="* * * * *")
@app.task(queue="service_levels")
def record_late(*, timestamp: int, **_: object) -> None:
    at = datetime.fromtimestamp(timestamp, tz=UTC)
    for _turn in range(MOST):
        if operations.record_late(at=at, limit=BATCH) < BATCH:
            break


@app.task(queue="service_levels")
def recompute_due(*, department_id: int | None, since: str, after: str | None, **_: object) -> None:
    """One part, and then the next."""
    last = operations.recompute_due(
        department_id=department_id,
        since=date.fromisoformat(since),
        after=UUID(after) if after else None,
        at=timezone.now(),
    )
    if last is not None:
        recompute_due.defer(department_id=department_id, since=since, after=str(last))
