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
