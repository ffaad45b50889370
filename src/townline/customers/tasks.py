"""Periodic work on customers."""

from datetime import UTC, datetime

from procrastinate.contrib.django import app

from townline.customers import operations


@app.periodic(cron="17 * * * *")
@app.task(queue="customers")
def find_duplicates(*, timestamp: int, **_: object) -> None:
    operations.find_duplicates(at=datetime.fromtimestamp(timestamp, tz=UTC))


@app.periodic(cron="27 2 * * *")
@app.task(queue="customers")
def count_names(*, timestamp: int, **_: object) -> None:
    operations.count_names()


@app.periodic(cron="*/5 * * * *")
@app.task(queue="customers")
def learn_names(*, timestamp: int, **_: object) -> None:
    operations.learn_names()


@app.periodic(cron="37 2 * * *")
@app.task(queue="customers")
def match_addresses(*, timestamp: int, **_: object) -> None:
    operations.match_addresses()
