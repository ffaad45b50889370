"""Periodic work of the event log."""

from datetime import UTC, datetime

from procrastinate.contrib.django import app

from townline.events import operations


@app.periodic(cron="17 3 * * *")
@app.task(queue="events", pass_context=False)
def make_partitions(*, timestamp: int, **_: object) -> None:
    operations.make_partitions(on=datetime.fromtimestamp(timestamp, tz=UTC).date())
