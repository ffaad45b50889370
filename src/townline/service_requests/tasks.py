"""Periodic work on requests."""

from datetime import UTC, datetime

from procrastinate.contrib.django import app

from townline.service_requests import operations


@app.periodic(cron="*/5 * * * *")
@app.task(queue="service_requests")
def confirm_after_grace(*, timestamp: int, **_: object) -> None:
    operations.confirm_after_grace(at=datetime.fromtimestamp(timestamp, tz=UTC))


@app.periodic(cron="41 3 * * *")
@app.task(queue="service_requests")
def remove_old_drafts(*, timestamp: int, **_: object) -> None:
    operations.remove_old_drafts(at=datetime.fromtimestamp(timestamp, tz=UTC))
