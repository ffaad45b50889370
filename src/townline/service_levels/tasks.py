"""Periodic work on promises."""

from datetime import UTC, datetime

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
