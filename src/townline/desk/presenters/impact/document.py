"""The privacy impact export as a document: the same values become a page, a tagged PDF and JSON."""

from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Table:
    title: str
    head: list[str]
    rows: list[list[str]]


@dataclass(frozen=True, slots=True)
class Section:
    """`code` is its anchor on the page and its name in JSON; `points` are what somebody has to do or to know."""

    code: str
    title: str
    paragraphs: list[str] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    points: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Impact:
    lang: str
    city: str
    title: str
    made: str
    sections: list[Section]

    def as_json(self) -> dict[str, Any]:
        return asdict(self)
