"""Write down who saw whom: all of one page in one statement, before the page leaves."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import date, datetime
from itertools import pairwise

from django.db import IntegrityError, connection

from townline.core.documents import as_json
from townline.core.transactions import savepoint
from townline.events.operations.partitions import AHEAD, months_from
from townline.privacy.reading import Seen

MOST_PAGE = 80  # letters of an address's name


def log_reads(*, reader_id: int, page: str, seen: Iterable[Seen], at: datetime) -> None:
    """`page` is the name of the address. Commits without waiting for the disk (decision 0014)."""
    document = {
        "at": at,
        "reader_id": reader_id,
        "page": page[:MOST_PAGE],
        "seen": [one._asdict() for one in seen],
    }
    with connection.cursor() as cursor:
        cursor.execute("SELECT privacy_log_reads(%s::jsonb)", [as_json(document)])


def make_read_partitions(*, on: date) -> None:
    """Makes the partition of the month of `on` and of the next three, where missing. Months are those of UTC.

    A month whose rows came before its partition stays in the one for all others: nothing is lost, and nothing stops.
    """
    for start, end in pairwise(months_from(on, count=AHEAD + 2)):
        with suppress(IntegrityError), savepoint(), connection.cursor() as cursor:
            cursor.execute(
                f"CREATE TABLE IF NOT EXISTS privacy_readentry_{start:%Y_%m} PARTITION OF privacy_readentry "
                f"FOR VALUES FROM ('{start} 00:00+00') TO ('{end} 00:00+00')"
            )
