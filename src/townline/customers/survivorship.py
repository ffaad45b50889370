"""Which of two records' words hold after a merge. Pure values; a steward may choose otherwise, field by field.

- A wish that somebody needs (format, interpreter, quiet hours) is never lost: a wish beats none.
- What only one of them says is kept.
- Where both say something, the fuller name holds (accents, a first name in place of an initial), and for the rest the one
  that was in touch last.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from townline.core.words import plain

NAMES = ("name", "organisation")
WISHES: Mapping[str, object] = {
    "format_wish": "none",
    "needs_interpreter": False,
    "spoken_language": "",
    "quiet_from": None,
    "quiet_until": None,
}
LATEST = ("language", "preferred_channel", "postal_address", "address_id")
FIELDS = (*NAMES, *WISHES, *LATEST)


@dataclass(frozen=True, slots=True)
class Choice:
    """What both say of one field, and which of the two holds."""

    field: str
    survivor: Any
    other: Any
    takes_other: bool

    @property
    def is_question(self) -> bool:
        return bool(self.survivor != self.other)


def choices(*, survivor: Mapping[str, Any], other: Mapping[str, Any], other_is_newer: bool) -> tuple[Choice, ...]:
    """One for each of FIELDS. `other_is_newer`: the other one was in touch later."""
    return tuple(
        Choice(
            field,
            survivor[field],
            other[field],
            _takes_other(field, survivor[field], other[field], newer=other_is_newer),
        )
        for field in FIELDS
    )


def _takes_other(field: str, mine: Any, theirs: Any, *, newer: bool) -> bool:
    if mine == theirs:
        return False
    nothing = WISHES.get(field, None if field == "address_id" else "")
    if nothing in (theirs, mine):
        return bool(theirs != nothing)
    return _fullness(theirs) > _fullness(mine) if field in NAMES else newer


def _fullness(name: str) -> tuple[int, int, int]:
    """Whole words before initials, then letters, then accents."""
    words = [word.rstrip(".") for word in name.split()]
    accents = sum(1 for letter, bare in zip(name.casefold(), plain(name), strict=False) if letter != bare)
    return sum(1 for word in words if len(word) > 1), sum(map(len, words)), accents
