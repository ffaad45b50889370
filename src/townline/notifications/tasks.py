"""Periodic work on messages."""

from datetime import UTC, datetime
from uuid import UUID

from django.utils import timezone
from procrastinate.contrib.django import app

from townline.notifications import operations


@app.periodic(cron="*/10 * * * *")
@app.task(queue="notifications", queueing_lock="write_digests")
def write_digests(*, timestamp: int, **_: object) -> None:
    operations.write_digests(at=datetime.fromtimestamp(timestamp, tz=UTC))


@app.task(queue="notifications")
def write_major_update(*, update: str, **_: object) -> None:
    while operations.write_major_update(update=UUID(update), at=timezone.now()):
        pass
