"""Where something is, in the ways that people say it."""

import re
from dataclasses import dataclass

from townline.core.language import Text


@dataclass(frozen=True, slots=True)
class Location:
    """Any part may be missing: a point, an address, or a description in words. Degrees are WGS 84."""

    lat: float | None = None
    long: float | None = None
    address: str = ""
    postal_code: str = ""
    description: str = ""

    @property
    def has_point(self) -> bool:
        return self.lat is not None and self.long is not None

    @property
    def is_empty(self) -> bool:
        return not (self.has_point or self.address or self.description)


@dataclass(frozen=True, slots=True)
class AreaRef:
    id: int
    kind: str
    code: str
    name: Text


_NUMBER = re.compile(r"^\s*(\d+)[A-Za-z]?(?:\s*[-/]\s*\d+\w*)?\s+(.*\S)")


LONGEST_STREET = 100
_ROAD = r"(?:highway|hwy|road|route|line|concession|autoroute|chemin|rang)\s+\d{1,3}"
_WORD = rf"{_ROAD}|[^\W\d_](?:[^\W\d_]|[.'’-])*|\d{{1,3}}(?:st|nd|rd|th|re|er|e|ère|ième)"
_WORDS = rf"(?:{_WORD})(?:\s+(?:{_WORD})){{0,5}}"
_HOUSE = re.compile(rf"\d{{1,6}}[A-Za-z]?(?:[-/]\d{{1,6}}[A-Za-z]?)?\s+{_WORDS}", re.IGNORECASE)
_CORNER = re.compile(rf"{_WORDS}\s*(?:&|/|\+|\bat\b|\band\b|\bet\b)\s*{_WORDS}", re.IGNORECASE)
_REST = re.compile(r"[,;:(\n]|\b(?:unit|apt|apartment|suite|bureau|app)\b|#", re.IGNORECASE)
_NUMBER_COMMA = re.compile(r"^(\d{1,6}[A-Za-z]?)\s*,\s*")  # 12, rue des Érables


def street_in(typed: str) -> tuple[str, str]:
    """The street address in what was typed, and everything that was typed if it says more.

    A block of the street address is public; a description in a resident's own words is for staff.
    """
    whole = " ".join(_NUMBER_COMMA.sub(r"\1 ", typed).split(" "))
    first = _REST.split(whole, maxsplit=1)[0].strip()
    if len(first) > LONGEST_STREET or not (_HOUSE.fullmatch(first) or _CORNER.fullmatch(first)):
        return "", typed
    return first, "" if first == whole.strip() else typed


def public_block_of(typed: str) -> str:
    """The block of what a person typed as the address: nothing if it is in their own words."""
    return block_of(street_in(typed)[0])


def block_of(address: str) -> str:
    """`418 Maple Street` as it is shown to the public: `400-499 Maple Street`.

    An address without a number (an intersection, a park) stays as it is.
    """
    match = _NUMBER.match(address)
    if not match:
        return address.strip()
    hundred = int(match[1]) // 100 * 100
    return f"{hundred or 1}-{hundred + 99} {match[2]}"
