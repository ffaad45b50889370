"""Rows as the text form of PostgreSQL's COPY; several times faster than value by value."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import lru_cache
from itertools import islice
from os import urandom
from uuid import UUID

Value = str | int | float | datetime | UUID | None
NULL = "\\N"
LINES = 500
_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


# One moment stands in a row and its history up to ten times. `typed`: 1 and 1.0 are equal and differ as text.
text_of = lru_cache(maxsize=10_000, typed=True)(str)


def line(values: tuple[Value, ...]) -> str:
    """One row. The marks that must be escaped are rare, so they are looked for in the whole line at once."""
    text = "\t".join([value if type(value) is str else NULL if value is None else text_of(value) for value in values])
    is_plain = (
        text.count("\t") == len(values) - 1
        and "\n" not in text
        and "\r" not in text
        and text.count("\\") == values.count(None)
    )
    return (text if is_plain else "\t".join([_field(value) for value in values])) + "\n"


def blocks(lines: Iterable[str]) -> Iterator[str]:
    """Lines in pieces that are worth a write."""
    iterator = iter(lines)
    while block := "".join(islice(iterator, LINES)):
        yield block


def random_uuids() -> Iterator[str]:
    """As many random identifiers (version 4) as are asked for, already as text."""
    while True:
        digits = urandom(16 * LINES).hex()
        for start in range(0, len(digits), 32):
            own = digits[start : start + 32]
            variant = "89ab"[int(own[16], 16) & 3]
            yield f"{own[:8]}-{own[8:12]}-4{own[13:16]}-{variant}{own[17:20]}-{own[20:]}"


def _field(value: Value) -> str:
    if value is None:
        return NULL
    return value.translate(_ESCAPES) if isinstance(value, str) else str(value)
