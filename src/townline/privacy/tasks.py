"""Periodic work of the log of reads."""

from datetime import UTC, datetime

from procrastinate.contrib.django import app

from townline.privacy import operations


@app.periodic(cron="19 3 * * *")
@app.task(queue="events", pass_context=False)
def make_read_partitions(*, timestamp: int, **_: object) -> None:
    operations.make_read_partitions(on=datetime.fromtimestamp(timestamp, tz=UTC).date())
