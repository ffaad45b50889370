"""Periodic work on messages."""

from datetime import UTC, datetime

from procrastinate.contrib.django import app

from townline.notifications import operations


@app.periodic(cron="*/10 * * * *")
@app.task(queue="notifications", queueing_lock="write_digests")
def write_digests(*, timestamp: int, **_: object) -> None:
    operations.write_digests(at=datetime.fromtimestamp(timestamp, tz=UTC))
