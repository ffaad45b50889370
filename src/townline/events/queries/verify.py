"""Compare the log with its seals: every row that was altered, is missing or was put in, and every seal."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db import connection

from townline.events.models import Seal, SealMark
from townline.events.sealing import BEGINNING, ROW_HASH, digest, in_ranges, split

AT_ONCE = 50_000  # rows read at once
SEALS_AT_ONCE = 200
MOST_MISSING = 1_000

_ROWS = f"""
SELECT event.id, {ROW_HASH}, event.uuid::text, event.type FROM events_event AS event
WHERE event.id BETWEEN %s AND %s ORDER BY event.id, event.recorded_at
"""
_OUTSIDE = """
SELECT id, uuid::text, type FROM events_event
WHERE id < 1 OR id > (SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM events_event_id_seq) ORDER BY id
"""
Row = tuple[int, bytes, str, str]


class Wrong(StrEnum):
    ROW_ALTERED = "row_altered"
    ROW_MISSING = "row_missing"
    ROW_INSERTED = "row_inserted"
    SEAL_ALTERED = "seal_altered"
    SEAL_MISSING = "seal_missing"
    NOT_AS_EXPECTED = "not_as_expected"


@dataclass(frozen=True, slots=True)
class Finding:
    """`number` is the seal, `event_id` the row; uuid and type are those that stand there now."""

    wrong: Wrong
    number: int | None = None
    event_id: int | None = None
    uuid: str = ""
    type: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """The newest seal. Who keeps number and hash elsewhere can prove later that the log was not written anew."""

    number: int
    hash: str
    sealed_at: datetime
    to_id: int

    def __str__(self) -> str:
        return f"{self.number}:{self.hash}"


@dataclass(frozen=True, slots=True)
class Part:
    """What one look covered."""

    seals: int
    events: int
    findings: Sequence[Finding]


def head_of_log() -> Head | None:
    seal = Seal.objects.order_by("-number").only("number", "hash", "sealed_at", "to_id").first()
    return Head(seal.number, bytes(seal.hash).hex(), seal.sealed_at, seal.to_id) if seal else None


def count_of_seals() -> int:
    return Seal.objects.count()


def unsealed_count() -> int:
    """Events that wait for their seal."""
    head = head_of_log()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM events_event WHERE id > %s", [head.to_id if head else 0])
        return int(cursor.fetchone()[0])


def verified_log(*, expected: tuple[int, str] | None = None) -> Iterator[Part]:
    """Walks the chain from its beginning; each part says what is wrong in it. `expected` is a head kept elsewhere."""
    before: Seal | None = None
    while seals := _next_seals(before):
        chain = list(_wrong_in_chain(before, seals))
        rows = [*_wrong_rows(seals)]
        yield Part(len(seals), sum(seal.count for seal in seals), [*chain, *rows])
        before = seals[-1]
    yield Part(0, 0, [*_lost_at_the_end(before), *_wrong_outside(), *_unexpected(expected)])


def _next_seals(before: Seal | None) -> list[Seal]:
    following = Seal.objects.filter(number__gt=before.number if before else 0).order_by("number")
    taken: list[int] = []
    rows = 0
    for number, count in following.values_list("number", "count")[:SEALS_AT_ONCE]:
        if taken and rows + count > AT_ONCE:
            break
        taken.append(number)
        rows += count
    return list(following.filter(number__in=taken))


def _wrong_in_chain(before: Seal | None, seals: Sequence[Seal]) -> Iterator[Finding]:
    for seal in seals:
        number = before.number if before else 0
        yield from _missing(number, seal.number)
        follows = seal.number != number + 1 or (
            bytes(seal.previous) == (bytes(before.hash) if before else BEGINNING)
            and seal.from_id == (before.to_id + 1 if before else 1)
        )
        if not follows or digest(seal) != bytes(seal.hash):
            yield Finding(Wrong.SEAL_ALTERED, seal.number)
        before = seal


def _wrong_rows(seals: Sequence[Seal]) -> Iterator[Finding]:
    with connection.cursor() as cursor:
        cursor.execute(_ROWS, [seals[0].from_id, seals[-1].to_id])
        rows: list[Row] = cursor.fetchall()
    position = 0
    for seal in seals:
        while position < len(rows) and rows[position][0] < seal.from_id:
            position += 1
        end = position
        while end < len(rows) and rows[end][0] <= seal.to_id:
            end += 1
        yield from _wrong_under(seal, rows[position:end])
        position = end


def _wrong_under(seal: Seal, rows: Sequence[Row]) -> Iterator[Finding]:
    sealed = dict(zip(in_ranges(seal.ids), split(seal.row_hashes), strict=False))
    if len(rows) == len(sealed) and all(sealed.get(row[0]) == bytes(row[1]) for row in rows):
        return
    found: dict[int, list[Row]] = {}
    for row in rows:
        found.setdefault(row[0], []).append(row)
    for number, same in found.items():
        yield from _wrong_with_id(seal, same, sealed.get(number))
    yield from (Finding(Wrong.ROW_MISSING, seal.number, number) for number in sealed if number not in found)


def _wrong_with_id(seal: Seal, same: Sequence[Row], sealed: bytes | None) -> Iterator[Finding]:
    """One id stands twice when a row was put beside the sealed one, into another month."""
    kept = next((row for row in same if bytes(row[1]) == sealed), same[0] if sealed else None)
    for row in same:
        if row is not kept:
            yield Finding(Wrong.ROW_INSERTED, seal.number, row[0], row[2], row[3])
        elif bytes(row[1]) != sealed:
            yield Finding(Wrong.ROW_ALTERED, seal.number, row[0], row[2], row[3])


def _lost_at_the_end(last: Seal | None) -> Iterator[Finding]:
    known = SealMark.objects.values_list("last_number", flat=True).first() or 0
    yield from _missing(last.number if last else 0, known + 1)


def _missing(last: int, following: int) -> Iterator[Finding]:
    """Those between two numbers; a forged number far away is not worth a million lines."""
    yield from (Finding(Wrong.SEAL_MISSING, lost) for lost in range(last + 1, min(following, last + 1 + MOST_MISSING)))


def _wrong_outside() -> Iterator[Finding]:
    """Ids that the sequence never handed out."""
    with connection.cursor() as cursor:
        cursor.execute(_OUTSIDE)
        for number, uuid, type_ in cursor.fetchall():
            yield Finding(Wrong.ROW_INSERTED, None, number, uuid, type_)


def _unexpected(expected: tuple[int, str] | None) -> Iterator[Finding]:
    if expected is None:
        return
    number, known = expected
    seal = Seal.objects.filter(number=number).only("hash").first()
    if seal is None:
        yield Finding(Wrong.SEAL_MISSING, number)
    elif bytes(seal.hash).hex() != known.lower():
        yield Finding(Wrong.NOT_AS_EXPECTED, number)
