"""A mapping: which of a file's columns and words mean what. A small TOML file, checked whole before the first row."""

import tomllib
from collections.abc import Mapping as AnyMapping
from dataclasses import dataclass, field, fields
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from townline.commands.importing.readers import FileShape
from townline.commands.importing.record import CHANNELS, OUTCOMES, STATES
from townline.commands.importing.refusals import ImportRefused

T = TypeVar("T")
Words = AnyMapping[str, str]
SHIPPED = files("townline.commands.importing") / "mappings"


@dataclass(frozen=True, slots=True)
class Cells:
    """One column, or several joined; the empty ones are left out."""

    column: str = ""
    columns: tuple[str, ...] = ()
    join: str = " "

    @property
    def names(self) -> tuple[str, ...]:
        return (self.column,) if self.column else self.columns


@dataclass(frozen=True, slots=True)
class SourceId(Cells):
    """With `count`, rows without an id of their own get one from these columns and their number among equals."""

    count: bool = False


@dataclass(frozen=True, slots=True)
class ServiceName(Cells):
    codes: Words = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Moment(Cells):
    formats: tuple[str, ...] = ("iso",)
    pieces: Words = field(default_factory=dict)
    weekdays: AnyMapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rule:
    """What a text in a column says beyond the word itself."""

    column: str
    contains: str
    then: str
    only: str = ""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Their words and ours. A word that is not listed becomes `otherwise`; without that the row is rejected."""

    column: str = ""
    words: Words = field(default_factory=dict)
    otherwise: str = ""
    separator: str = ""
    when: tuple[Rule, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    address: str = ""
    description: str = ""
    postal_code: str = ""
    latitude: str = ""
    longitude: str = ""
    point: str = ""


@dataclass(frozen=True, slots=True)
class RequestMapping:
    source: str
    title: str = ""
    time_zone: str = "UTC"
    language: str = "en"
    words_are_public: bool = False
    file: FileShape = field(default_factory=FileShape)
    id: SourceId = SourceId()
    service: ServiceName = ServiceName()
    submitted: Moment = Moment()
    reviewed: Moment = Moment()
    assigned: Moment = Moment()
    closed: Moment = Moment()
    due: Moment = Moment()
    status: Vocabulary = Vocabulary()
    outcome: Vocabulary = Vocabulary()
    channel: Vocabulary = Vocabulary()
    department: Cells = Cells()
    team: Cells = Cells()
    customer: Cells = Cells()
    description: Cells = Cells()
    resolution: Cells = Cells()
    place: Place = Place()

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)


def shipped_names() -> list[str]:
    return sorted(entry.name.removesuffix(".toml") for entry in SHIPPED.iterdir() if entry.name.endswith(".toml"))


def load_mapping(name_or_path: str) -> RequestMapping:
    """A mapping that comes with Townline, by its name, or a file of your own."""
    text = mapping_text(name_or_path)
    try:
        return parse_mapping(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise ImportRefused(f"The mapping {name_or_path} is not TOML: {error}.") from error


def mapping_text(name_or_path: str) -> str:
    if name_or_path in shipped_names():
        return (SHIPPED / f"{name_or_path}.toml").read_text(encoding="utf-8")
    path = Path(name_or_path)
    if not path.is_file():
        known = ", ".join(shipped_names())
        raise ImportRefused(f"There is no mapping {name_or_path}. Use one of {known}, or the path of a TOML file.")
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ImportRefused(f"The mapping {path} cannot be read: {error}.") from error


def parse_mapping(data: AnyMapping[str, Any]) -> RequestMapping:
    mapping = parsed(RequestMapping, data, where="the mapping")
    for needed in ("id", "service", "submitted", "status"):
        spec = getattr(mapping, needed)
        if not (getattr(spec, "names", ()) or getattr(spec, "pieces", None) or getattr(spec, "column", "")):
            raise ImportRefused(f"The mapping must say which column is [{needed}].")
    for name, known in (("status", STATES), ("channel", CHANNELS), ("outcome", OUTCOMES)):
        vocabulary = getattr(mapping, name)
        said = {*vocabulary.words.values(), *(rule.then for rule in vocabulary.when), vocabulary.otherwise} - {""}
        if unknown := said - known:
            raise ImportRefused(f"[{name}] uses {', '.join(sorted(unknown))}. It may use {', '.join(sorted(known))}.")
    try:
        mapping.zone  # noqa: B018  looked up to see that it exists
    except (KeyError, ValueError, OSError) as error:
        raise ImportRefused(f"{mapping.time_zone} is no time zone. Use a name such as America/Toronto.") from error
    return mapping


def parsed(kind: type[T], data: object, *, where: str) -> T:
    """A table of TOML as that dataclass; a key that it does not have is named, with those that it has."""
    if not isinstance(data, dict):
        raise ImportRefused(f"In {where}: {data!r} must be a table.")
    known = {each.name: each for each in fields(kind)}  # type: ignore[arg-type]  # always a dataclass
    if unknown := set(data) - set(known):
        raise ImportRefused(f"In {where}: {', '.join(sorted(unknown))} means nothing. Known: {', '.join(known)}.")
    values = {name: _value(known[name].type, value, f"[{name}]") for name, value in data.items()}
    try:
        return kind(**values)
    except TypeError as error:
        raise ImportRefused(f"In {where}: {str(error).partition(') ')[2] or error}.") from error


def _value(kind: Any, value: Any, where: str) -> Any:
    if kind == tuple[Rule, ...]:
        return tuple(parsed(Rule, each, where=where) for each in _checked(value, list, where))
    if kind == tuple[str, ...]:
        return tuple(str(each) for each in _checked(value, list, where))
    if kind in (str, int, bool):
        return _checked(value, kind, where)
    if isinstance(kind, type):
        return parsed(kind, value, where=where)
    return _checked(value, dict, where)


def _checked(value: Any, kind: type[T], where: str) -> T:
    if not isinstance(value, kind):
        raise ImportRefused(f"In {where}: {value!r} must be {kind.__name__}.")
    return value
