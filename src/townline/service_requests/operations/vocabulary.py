"""Which words stand in requests, and in how many: where a misspelt search looks for what was meant."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import connection

from townline.core.transactions import transaction

LONGEST_WORD = 60
RECENT = 50_000  # rows that an incremental count looks at, at most
_TABLE = "service_requests_servicerequest"
# ts_stat takes its query as text, so quotes are doubled.
_WORDS = f"SELECT to_tsvector(''simple'', words) FROM {_TABLE} WHERE words <> ''''"
_SINCE = f" AND id > (SELECT max(id) - {RECENT} FROM {_TABLE}) AND submitted_at >= ''{{since}}'' AND submitted_at < ''{{until}}''"
_COUNTED = "SELECT word, ndoc FROM ts_stat('{words}') WHERE length(word) BETWEEN 3 AND %s AND word !~ '^[-+0-9.]+$'"


def count_words() -> int:
    """Counts them all again: every night, and after an import. Returns how many words there are."""
    with transaction(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM service_requests_word")
        cursor.execute(
            f"INSERT INTO service_requests_word (word, requests) {_COUNTED.format(words=_WORDS)}", [LONGEST_WORD]
        )
        return int(cursor.rowcount)


def add_words(*, since: datetime, until: datetime) -> int:
    """Adds the words of what came in between; the night corrects what was counted twice. Returns how many."""
    return _add(_WORDS + _SINCE.format(since=since.isoformat(), until=until.isoformat()))


@contextmanager
def adding_words() -> Iterator[None]:
    """Adds the words of the requests that are written meanwhile, however long ago they were submitted."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT coalesce(max(id), 0) FROM {_TABLE}")
        last = int(cursor.fetchone()[0])
    yield
    _add(f"{_WORDS} AND id > {last}")


def _add(words: str) -> int:
    with transaction(), connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO service_requests_word AS known (word, requests) {_COUNTED.format(words=words)} "
            "ON CONFLICT (word) DO UPDATE SET requests = known.requests + excluded.requests",
            [LONGEST_WORD],
        )
        return int(cursor.rowcount)
