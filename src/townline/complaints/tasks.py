"""Find those whom we promised news and gave none."""

from datetime import UTC, datetime

from procrastinate.contrib.django import app

from townline.complaints import operations


@app.periodic(cron="*/15 * * * *")
@app.task(queue="complaints", queueing_lock="mark_missed_updates")
def mark_missed_updates(*, timestamp: int, **_: object) -> None:
    operations.mark_missed_updates(at=datetime.fromtimestamp(timestamp, tz=UTC))
