"""Periodic work on requests."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.utils import timezone
from procrastinate.contrib.django import app

from townline.gateways import http
from townline.service_requests import operations
from townline.service_requests.operations import escalations, major_events, weather


@app.periodic(cron="*/5 * * * *")
@app.task(queue="service_requests")
def confirm_after_grace(*, timestamp: int, **_: object) -> None:
    operations.confirm_after_grace(at=datetime.fromtimestamp(timestamp, tz=UTC))


@app.periodic(cron="*/10 * * * *")
@app.task(queue="service_requests")
def raise_approvals(*, timestamp: int, **_: object) -> None:
    operations.raise_approvals(at=datetime.fromtimestamp(timestamp, tz=UTC))


@app.periodic(cron="41 3 * * *")
@app.task(queue="service_requests")
def remove_old_drafts(*, timestamp: int, **_: object) -> None:
    operations.remove_old_drafts(at=datetime.fromtimestamp(timestamp, tz=UTC))


@app.periodic(cron="43 3 * * *")
@app.task(queue="service_requests")
def forget_senders(*, timestamp: int, **_: object) -> None:
    operations.forget_senders(at=datetime.fromtimestamp(timestamp, tz=UTC))


@app.periodic(cron="45 3 * * *")
@app.task(queue="service_requests")
def forget_unsent_photos(*, timestamp: int, **_: object) -> None:
    operations.forget_unsent_photos(at=datetime.fromtimestamp(timestamp, tz=UTC))


@app.task(queue="photos")
def prepare_photo(*, photo_id: int, **_: object) -> None:
    operations.prepare_photo(photo_id=photo_id)


@app.periodic(cron="* * * * *")
@app.task(queue="photos", queueing_lock="fetch_media")
def fetch_media(*, timestamp: int, **_: object) -> None:
    operations.fetch_media(client=http.cautious(), at=datetime.fromtimestamp(timestamp, tz=UTC))


@app.periodic(cron="17 2 * * *")
@app.task(queue="service_requests")
def count_words(*, timestamp: int, **_: object) -> None:
    operations.count_words()


@app.periodic(cron="*/10 * * * *")
@app.task(queue="service_requests")
def add_words(*, timestamp: int, **_: object) -> None:
    until = datetime.fromtimestamp(timestamp, tz=UTC)
    operations.add_words(since=until - timedelta(minutes=10), until=until)


@app.periodic(cron="* * * * *")
@app.task(queue="service_requests", queueing_lock="gather_counts")
def gather_counts(*, timestamp: int, **_: object) -> None:
    operations.gather_counts(at=datetime.fromtimestamp(timestamp, tz=UTC))


@app.periodic(cron="* * * * *")
@app.task(queue="service_requests", queueing_lock="tell_escalations")
def tell_escalations(*, timestamp: int, **_: object) -> None:
    escalations.tell_due(at=datetime.fromtimestamp(timestamp, tz=UTC))


@app.periodic(cron="* * * * *")
@app.task(queue="service_requests", queueing_lock="follow_weather")
def follow_weather(*, timestamp: int, **_: object) -> None:
    weather.follow_weather(at=datetime.fromtimestamp(timestamp, tz=UTC))


@app.task(queue="service_requests")
def complete_of_major_event(*, work: str, **_: object) -> None:
    major_events.complete_some(work=UUID(work), at=timezone.now())


@app.periodic(cron="*/5 * * * *")
@app.task(queue="service_requests", queueing_lock="go_on_with_major_events")
def go_on_with_major_events(*, timestamp: int, **_: object) -> None:
    at = datetime.fromtimestamp(timestamp, tz=UTC)
    for work in major_events.unfinished(begun_before=at - timedelta(minutes=5)):
        major_events.complete_some(work=work, at=timezone.now())
