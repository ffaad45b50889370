"""Periodic work of the event log."""

from datetime import UTC, datetime

from procrastinate.contrib.django import app

from townline.events import operations


@app.periodic(cron="17 3 * * *")
@app.task(queue="events", pass_context=False)
def make_partitions(*, timestamp: int, **_: object) -> None:
    operations.make_partitions(on=datetime.fromtimestamp(timestamp, tz=UTC).date())


@app.periodic(cron="* * * * *")
@app.task(queue="events", queueing_lock="seal_events", pass_context=False)
def seal_events(*, timestamp: int, **_: object) -> None:
    operations.seal_events(at=datetime.fromtimestamp(timestamp, tz=UTC))


@app.periodic(cron="23 4 * * *")
@app.task(queue="events", queueing_lock="mail_head", pass_context=False)
def mail_head(**_: object) -> None:
    operations.mail_head()
