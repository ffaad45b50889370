"""Periodic work on promises."""

from datetime import UTC, datetime

from procrastinate.contrib.django import app

from townline.service_levels import operations


@app.periodic(cron="* * * * *")
@app.task(queue="service_levels")
def record_late(*, timestamp: int, **_: object) -> None:
    operations.record_late(at=datetime.fromtimestamp(timestamp, tz=UTC))
