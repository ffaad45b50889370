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


def block_of(address: str) -> str:
    """`418 Maple Street` as it is shown to the public: `400-499 Maple Street`.

    An address without a number (an intersection, a park) stays as it is.
    """
    match = _NUMBER.match(address)
    if not match:
        return address.strip()
    hundred = int(match[1]) // 100 * 100
    return f"{hundred or 1}-{hundred + 99} {match[2]}"
