"""Periodic work on messages."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.utils import timezone
from procrastinate.contrib.django import app

from townline.notifications import operations
from townline.service_requests.queries import major_events


@app.periodic(cron="*/10 * * * *")
@app.task(queue="notifications", queueing_lock="write_digests")
def write_digests(*, timestamp: int, **_: object) -> None:
    operations.write_digests(at=datetime.fromtimestamp(timestamp, tz=UTC))


@app.task(queue="notifications")
def write_major_update(*, update: str, **_: object) -> None:
    while operations.write_major_update(update=UUID(update), at=timezone.now()):
        pass


@app.periodic(cron="*/5 * * * *")
@app.task(queue="notifications", queueing_lock="go_on_with_major_updates")
def go_on_with_major_updates(*, timestamp: int, **_: object) -> None:
    at = datetime.fromtimestamp(timestamp, tz=UTC)
    for update in major_events.updates_to_write(written_before=at - timedelta(minutes=5)):
        while operations.write_major_update(update=update, at=timezone.now()):
            pass
