"""Events about the land."""

from dataclasses import dataclass, field
from typing import Any, ClassVar


@dataclass(frozen=True, slots=True)
class PlacesLoaded:
    """Areas, addresses or assets came in from a file or a generator."""

    TYPE: ClassVar[str] = "places.loaded"
    VERSION: ClassVar[int] = 1
    SUBJECT_TYPE: ClassVar[str] = "places"
    what: str
    count: int
    source: str


@dataclass(frozen=True, slots=True)
class AreaChanged:
    """A ward or zone was added, renamed or ended."""

    TYPE: ClassVar[str] = "area.changed"
    VERSION: ClassVar[int] = 1
    SUBJECT_TYPE: ClassVar[str] = "area"
    area_id: int
    changes: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CouncilTermChanged:
    """A term of office was entered or changed; `before` and `after` are its first and last day."""

    TYPE: ClassVar[str] = "council_term.changed"
    VERSION: ClassVar[int] = 1
    SUBJECT_TYPE: ClassVar[str] = "council_term"
    term_id: int
    user_id: int
    area_id: int | None
    before: list[str] = field(default_factory=list)
    after: list[str] = field(default_factory=list)
