"""Propose by night, carry out what was signed."""

from datetime import UTC, datetime

from procrastinate.contrib.django import app

from townline.records_office import operations


@app.periodic(cron="7 1 * * *")
@app.task(queue="records_office", queueing_lock="propose_disposal")
def propose_disposal(*, timestamp: int, **_: object) -> None:
    operations.propose(at=datetime.fromtimestamp(timestamp, tz=UTC))


@app.periodic(cron="* * * * *")
@app.task(queue="records_office", queueing_lock="carry_out_disposal")
def carry_out_disposal(*, timestamp: int, **_: object) -> None:
    operations.carry_out(at=datetime.fromtimestamp(timestamp, tz=UTC))
