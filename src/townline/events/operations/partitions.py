"""Keep the event log's monthly partitions ahead of the calendar."""

from datetime import date
from itertools import pairwise

from django.db import connection

AHEAD = 3  # months


def months_from(first: date, *, count: int) -> list[date]:
    return [
        date(first.year + (first.month - 1 + step) // 12, (first.month - 1 + step) % 12 + 1, 1) for step in range(count)
    ]


def make_partitions(*, on: date) -> None:
    """Makes the partition of the month of `on` and of the next three, where missing. Months are those of UTC."""
    months = months_from(on, count=AHEAD + 2)
    with connection.cursor() as cursor:
        for start, end in pairwise(months):
            cursor.execute(
                f"CREATE TABLE IF NOT EXISTS events_event_{start:%Y_%m} PARTITION OF events_event "
                f"FOR VALUES FROM ('{start} 00:00+00') TO ('{end} 00:00+00')"
            )
