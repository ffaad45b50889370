"""Seal the log: link by link, behind those who write.

An id is handed out before its transaction commits, so a row may appear below ids that are there already. A mark notes the
last id handed out, and then who holds the sequence: PostgreSQL keeps that lock until a transaction ends. When all of them
have ended, nothing can appear below the mark any more. Nobody who writes ever waits for the seal.
"""

from datetime import datetime

from django.db import connection

from townline.core.transactions import transaction, transaction_required
from townline.events.models import Seal, SealMark
from townline.events.sealing import BEGINNING, ROW_HASH, as_ranges, digest

MOST = 50_000  # rows in one seal: memory stays the same when a million arrive at once

_ROWS = f"""
SELECT DISTINCT ON (event.id) event.id, {ROW_HASH}
FROM events_event AS event
WHERE event.id BETWEEN %s AND %s
ORDER BY event.id, event.recorded_at
LIMIT %s
"""
_LAST_ID = "SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM events_event_id_seq"
# A prepared transaction has no process; it is always waited for. Our own rows are ours to see.
_HOLDERS = """
SELECT virtualtransaction, pid IS NULL FROM pg_locks
WHERE locktype = 'relation' AND relation = 'events_event_id_seq'::regclass AND mode = 'RowExclusiveLock' AND granted
  AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
  AND pid IS DISTINCT FROM pg_backend_pid()
"""


def seal_events(*, at: datetime, most: int = MOST) -> int:
    """Seals what is certain to be whole, up to the mark of the last time and, if nobody writes just now, up to now.

    Returns how many events it sealed.
    """
    sealed = _seal_up_to_mark(at=at, most=most)
    if _mark(at=at):
        sealed += _seal_up_to_mark(at=at, most=most)
    return sealed


def _seal_up_to_mark(*, at: datetime, most: int) -> int:
    """Link after link, each in its own transaction."""
    sealed = 0
    while True:
        with transaction():
            mark = _locked_mark()
            count = 0 if _is_waiting(mark) else _seal_one(mark, at=at, most=most)
        sealed += count
        if count < most:
            return sealed


def _mark(*, at: datetime) -> bool:
    """Moves the mark to the last id handed out. False if the last mark still waits, or the new one has to."""
    with transaction():
        mark = _locked_mark()
        if _is_waiting(mark):
            return False
        mark.last_id = _last_id()
        mark.waits_for = [name for name, _is_prepared in _holders()]  # after the id was read, never before
        mark.marked_at = at
        mark.save(update_fields=["last_id", "waits_for", "marked_at"])
        return not mark.waits_for


@transaction_required
def _seal_one(mark: SealMark, *, at: datetime, most: int) -> int:
    last = Seal.objects.order_by("-number").only("number", "to_id", "hash").first()
    from_id = last.to_id + 1 if last else 1
    rows = _rows(from_id=from_id, to_id=mark.last_id, most=most)
    if not rows:
        return 0
    seal = Seal(
        number=last.number + 1 if last else 1,
        from_id=from_id,
        to_id=rows[-1][0] if len(rows) == most else mark.last_id,
        count=len(rows),
        ids=as_ranges(number for number, _ in rows),
        row_hashes=b"".join(bytes(row_hash) for _, row_hash in rows),
        previous=bytes(last.hash) if last else BEGINNING,
        sealed_at=at,
    )
    seal.hash = digest(seal)
    seal.save(force_insert=True)
    mark.last_number = max(mark.last_number, seal.number)
    mark.save(update_fields=["last_number"])
    return len(rows)


def _locked_mark() -> SealMark:
    """Two who seal at once do it one after the other."""
    return SealMark.objects.select_for_update().get_or_create(pk=1)[0]


def _is_waiting(mark: SealMark) -> bool:
    if not mark.waits_for:
        return False
    return any(is_prepared or name in mark.waits_for for name, is_prepared in _holders())


def _rows(*, from_id: int, to_id: int, most: int) -> list[tuple[int, bytes]]:
    with connection.cursor() as cursor:
        cursor.execute(_ROWS, [from_id, to_id, most])
        return list(cursor.fetchall())


def _last_id() -> int:
    with connection.cursor() as cursor:
        cursor.execute(_LAST_ID)
        return int(cursor.fetchone()[0])


def _holders() -> list[tuple[str, bool]]:
    with connection.cursor() as cursor:
        cursor.execute(_HOLDERS)
        return list(cursor.fetchall())
