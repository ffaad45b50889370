"""Events of major events. Ids and codes only."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class _MajorFact:
    VERSION: ClassVar[int] = 1
    SUBJECT_TYPE: ClassVar[str] = "major_event"


@dataclass(frozen=True, slots=True)
class MajorEventDeclared(_MajorFact):
    """A major event was declared; so many open requests belong to it from the start."""

    TYPE: ClassVar[str] = "major_event.declared"
    kind: str
    services: list[int]
    wards: list[int]
    starts_at: str
    requests: int


@dataclass(frozen=True, slots=True)
class MajorEventChanged(_MajorFact):
    """Its words, services or wards were changed; so many requests more belong to it."""

    TYPE: ClassVar[str] = "major_event.changed"
    changes: dict[str, list[object]]
    requests: int


@dataclass(frozen=True, slots=True)
class MajorEventJoined(_MajorFact):
    """A request belongs to it from now on."""

    TYPE: ClassVar[str] = "major_event.joined"
    request: str
    how: str


@dataclass(frozen=True, slots=True)
class MajorEventLeft(_MajorFact):
    """A request does not belong to it."""

    TYPE: ClassVar[str] = "major_event.left"
    request: str


@dataclass(frozen=True, slots=True)
class MajorEventUpdated(_MajorFact):
    """One update goes to everybody whose request belongs to it."""

    TYPE: ClassVar[str] = "major_event.updated"
    update: str
    people: int


@dataclass(frozen=True, slots=True)
class MajorEventEnded(_MajorFact):
    """It is over: what is reported from now on does not belong to it."""

    TYPE: ClassVar[str] = "major_event.ended"


@dataclass(frozen=True, slots=True)
class MajorWorkBegun(_MajorFact):
    """Many of its requests are being completed."""

    TYPE: ClassVar[str] = "major_event.work_begun"
    work: str
    outcome: str
    requests: int


@dataclass(frozen=True, slots=True)
class MajorWorkFinished(_MajorFact):
    """How many were completed, and how many could not be."""

    TYPE: ClassVar[str] = "major_event.work_finished"
    work: str
    done: int
    refused: int
