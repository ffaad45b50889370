"""How a row and a seal become a digest. Written out here, not in the database: whoever can change rows can change functions."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Protocol

ROW_BYTES = 16
BEGINNING = bytes(32)  # what stands before the first seal

# The same text whatever the time zone or the style of dates of the session: moments are counted in seconds.
ROW_HASH = f"""
substr(sha256(convert_to(jsonb_build_array(
    event.id, event.uuid, event.type, event.version, event.subject_type, event.subject, event.actor_kind, event.actor_id,
    event.actor_label, extract(epoch FROM event.occurred_at)::text, extract(epoch FROM event.recorded_at)::text, event.data
)::text, 'UTF8')), 1, {ROW_BYTES})
"""
_RANGE = re.compile(r"(\d+)-(\d+)")


class Sealed(Protocol):
    """What a digest is taken of; a row of the table or one that is about to be written."""

    number: int
    from_id: int
    to_id: int
    count: int
    ids: str
    row_hashes: bytes | memoryview
    previous: bytes | memoryview
    sealed_at: datetime


def digest(seal: Sealed) -> bytes:
    """sha256 over the digest before, one line of plain text, and the digests of the rows."""
    moment = seal.sealed_at.astimezone(UTC).isoformat(timespec="microseconds")
    words = f"{seal.number} {seal.from_id} {seal.to_id} {seal.count} {seal.ids} {moment}\n"
    return hashlib.sha256(bytes(seal.previous) + words.encode() + bytes(seal.row_hashes)).digest()


def as_ranges(ids: Iterable[int]) -> str:
    """1, 2, 3, 7 as "1-3 7-7"; ids rise."""
    ranges: list[list[int]] = []
    for one in ids:
        if ranges and one == ranges[-1][1] + 1:
            ranges[-1][1] = one
        else:
            ranges.append([one, one])
    return " ".join(f"{first}-{last}" for first, last in ranges)


def in_ranges(text: str) -> Iterator[int]:
    for first, last in _RANGE.findall(text):
        yield from range(int(first), int(last) + 1)


def split(row_hashes: bytes | memoryview) -> Sequence[bytes]:
    hashes = bytes(row_hashes)
    return [hashes[start : start + ROW_BYTES] for start in range(0, len(hashes), ROW_BYTES)]
