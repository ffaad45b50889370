"""Periodic work on requests."""

from datetime import UTC, datetime

from procrastinate.contrib.django import app

from townline.gateways import http
from townline.service_requests import operations


@app.periodic(cron="*/5 * * * *")
@app.task(queue="service_requests")
def confirm_after_grace(*, timestamp: int, **_: object) -> None:
    operations.confirm_after_grace(at=datetime.fromtimestamp(timestamp, tz=UTC))


@app.periodic(cron="41 3 * * *")
@app.task(queue="service_requests")
def remove_old_drafts(*, timestamp: int, **_: object) -> None:
    operations.remove_old_drafts(at=datetime.fromtimestamp(timestamp, tz=UTC))


@app.periodic(cron="43 3 * * *")
@app.task(queue="service_requests")
def forget_senders(*, timestamp: int, **_: object) -> None:
    operations.forget_senders(at=datetime.fromtimestamp(timestamp, tz=UTC))


@app.task(queue="photos")
def prepare_photo(*, photo_id: int, **_: object) -> None:
    operations.prepare_photo(photo_id=photo_id)


@app.periodic(cron="* * * * *")
@app.task(queue="photos", queueing_lock="fetch_media")
def fetch_media(*, timestamp: int, **_: object) -> None:
    operations.fetch_media(client=http.cautious(), at=datetime.fromtimestamp(timestamp, tz=UTC))
