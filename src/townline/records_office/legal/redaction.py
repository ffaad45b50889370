"""Take words out of a record. Pure values: what is under a bar never reaches the copy, not even its length."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mark:
    """Letters `start` to `end` of one value of a record (`block` counts its lines from 0) go, under the section `code`."""

    block: int
    start: int
    end: int
    code: str


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that stay, or a bar with the section on it."""

    text: str = ""
    code: str = ""

    @property
    def is_bar(self) -> bool:
        return bool(self.code)


Block = tuple[str, str]  # label, value

# What gives people away wherever it stands. Proposed, never taken out without a person.
_TELLING = (
    re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}"),  # bounded: long words without an @ cost no squares
    re.compile(r"(?:\+?1[ .-]?)?\(?\d{3}\)?[ .-]?\d{3}[ .-]?\d{4}\b"),
    re.compile(r"\b[ABCEGHJ-NPRSTVXY]\d[ABCEGHJ-NPRSTV-Z][ -]?\d[ABCEGHJ-NPRSTV-Z]\d\b", re.IGNORECASE),
    re.compile(r"\b(?:Mr|Mrs|Ms|Dr|M|Mme|Mlle)\.? [A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][\w’'-]+)?"),
)

_ALIKE = {**dict.fromkeys("’‘ʼ`´", "'"), **dict.fromkeys("‐‑‒–—", "-")}


def pieces(*, value: str, marks: Iterable[Mark]) -> tuple[Piece, ...]:
    """One value as it stands in the copy. Marks that touch or overlap become one bar with all their sections."""
    made: list[Piece] = []
    at = 0
    for start, end, code in _joined(marks, len(value)):
        if start > at:
            made.append(Piece(value[at:start]))
        made.append(Piece(code=code))
        at = end
    if at < len(value):
        made.append(Piece(value[at:]))
    return tuple(made)


def _joined(marks: Iterable[Mark], length: int) -> list[tuple[int, int, str]]:
    bars: list[tuple[int, int, list[str]]] = []
    for mark in sorted(marks, key=lambda one: (one.start, one.end)):
        start, end = max(mark.start, 0), min(mark.end, length)
        if start >= end:
            continue
        if bars and start <= bars[-1][1]:
            first, last, codes = bars[-1]
            bars[-1] = (first, max(last, end), [*codes, *([mark.code] if mark.code not in codes else [])])
        else:
            bars.append((start, end, [mark.code]))
    return [(start, end, ", ".join(codes)) for start, end, codes in bars]


def occurrences(*, blocks: Sequence[Block], words: str, code: str) -> tuple[Mark, ...]:
    """Every place where the words stand, in any case of letters, however spaces, apostrophes and accents are typed."""
    wanted = r"\s+".join(re.escape(_folded(part)[0]) for part in words.split() if _folded(part)[0])
    if not wanted:
        return ()
    return tuple(
        Mark(number, start, end, code)
        for number, (_label, value) in enumerate(blocks)
        for start, end in _places(wanted, value)
    )


def _places(pattern: str, value: str) -> Iterator[tuple[int, int]]:
    folded, places = _folded(value)
    places.append(len(value))
    for found in re.finditer(pattern, folded):
        yield places[found.start()], places[found.end()]


def _folded(text: str) -> tuple[str, list[int]]:
    """Small letters without accents, apostrophes and dashes all alike; and where each stood."""
    letters, places = [], []
    for place, letter in enumerate(text):
        for part in unicodedata.normalize("NFKD", letter).casefold():
            if not unicodedata.combining(part):
                letters.append(_ALIKE.get(part, part))
                places.append(place)
    return "".join(letters), places


def whole(*, blocks: Sequence[Block], block: int, code: str) -> tuple[Mark, ...]:
    """One value from its first letter to its last."""
    return (Mark(block, 0, len(blocks[block][1]), code),) if 0 <= block < len(blocks) and blocks[block][1] else ()


def proposed(*, blocks: Sequence[Block], own: Iterable[str] = ()) -> tuple[str, ...]:
    """Words that may give somebody else away, once each; `own` are the person's, which they may read."""
    mine = {_bare(text) for text in own}
    found = dict.fromkeys(
        text for _label, value in blocks for text in _telling(value) if not any(_bare(text) in one for one in mine)
    )
    return tuple(found)


def _telling(value: str) -> Iterator[str]:
    for pattern in _TELLING:
        yield from (found.group() for found in pattern.finditer(value))


def _bare(text: str) -> str:
    return "".join(letter for letter in text.lower() if letter.isalnum() or letter == "@")
