"""Which columns hold what, for customers and for notes; without a mapping the columns must have our names."""

import tomllib
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from townline.commands.importing.mapping import Cells, Moment, Vocabulary, mapping_text, parsed
from townline.commands.importing.readers import FileShape
from townline.commands.importing.refusals import ImportRefused

FIELDS: dict[str, type] = {
    "id": Cells, "name": Cells, "organisation": Cells, "email": Cells, "phone": Cells, "postal_address": Cells,
    "language": Vocabulary, "request": Cells, "text": Cells, "written": Moment, "author": Cells, "visibility": Vocabulary,
}  # fmt: skip
WORDS = {
    "language": {"en": "en", "fr": "fr"},
    "visibility": {"internal": "internal", "customer": "customer", "public": "public"},
}
LANGUAGES = frozenset({"en", "fr"})
VISIBILITIES = frozenset({"internal", "customer", "public"})


NO_CELLS = Cells()
NO_MOMENT = Moment()
NO_WORDS = Vocabulary()
NOTHING = (None, NO_CELLS, NO_MOMENT, NO_WORDS)


@dataclass(frozen=True, slots=True)
class CustomerMapping:
    source: str
    title: str = ""
    file: FileShape = field(default_factory=FileShape)
    id: Cells = NO_CELLS
    name: Cells = NO_CELLS
    organisation: Cells = NO_CELLS
    email: Cells = NO_CELLS
    phone: Cells = NO_CELLS
    postal_address: Cells = NO_CELLS
    language: Vocabulary = NO_WORDS


@dataclass(frozen=True, slots=True)
class NoteMapping:
    source: str
    title: str = ""
    time_zone: str = "America/Toronto"
    file: FileShape = field(default_factory=FileShape)
    id: Cells = NO_CELLS
    request: Cells = NO_CELLS
    text: Cells = NO_CELLS
    written: Moment = NO_MOMENT
    author: Cells = NO_CELLS
    visibility: Vocabulary = NO_WORDS


M = TypeVar("M", CustomerMapping, NoteMapping)


def load(kind: type[M], *, mapping: str, source: str) -> M:
    """A mapping from its file, or one that says no more than the source. Raises ImportRefused."""
    if not mapping:
        if not source:
            raise ImportRefused("Say where the file comes from: --source NAME, or a mapping with --mapping FILE.")
        return kind(source=source)
    try:
        loaded = parsed(kind, tomllib.loads(mapping_text(mapping)), where=mapping)
    except tomllib.TOMLDecodeError as error:
        raise ImportRefused(f"The mapping {mapping} is not TOML: {error}.") from error
    return replace(loaded, source=source) if source else loaded


def by_our_names(mapping: M, *, header: list[str]) -> M:
    """Without a mapping, a column is what its name says."""
    if any(getattr(mapping, name, None) not in NOTHING for name in FIELDS):
        return mapping
    changes: dict[str, Any] = {}
    for name, kind in FIELDS.items():
        if hasattr(mapping, name) and name in header:
            words = WORDS.get(name)
            changes[name] = Vocabulary(name, words) if words else kind(name)
    return replace(mapping, **changes)
