"""Each hour: roles that end with a term, notes that go with it. On Monday morning the digests."""

from datetime import UTC, datetime

from procrastinate.contrib.django import app

from townline.accounts import operations as accounts
from townline.council import operations


@app.periodic(cron="9 * * * *")
@app.task(queue="council", queueing_lock="end_terms")
def end_terms(*, timestamp: int, **_: object) -> None:
    at = datetime.fromtimestamp(timestamp, tz=UTC)
    operations.end_terms(at=at)
    accounts.end_roles(at=at)


@app.periodic(cron="19 * * * *")
@app.task(queue="council", queueing_lock="remove_notes")
def remove_notes(*, timestamp: int, **_: object) -> None:
    operations.remove_notes(at=datetime.fromtimestamp(timestamp, tz=UTC))


@app.periodic(cron="1 * * * *")
@app.task(queue="council", queueing_lock="make_digests")
def make_digests(*, timestamp: int, **_: object) -> None:
    operations.make_digests(at=datetime.fromtimestamp(timestamp, tz=UTC))
