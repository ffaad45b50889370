from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import ClassVar
from uuid import UUID

import pytest

from townline.core.actor import Actor, ActorKind
from townline.core.transactions import transaction
from townline.events import operations, wiring
from townline.events.values import Handler

NOON = datetime(2026, 6, 3, 12, tzinfo=UTC)
DISPATCHER = Actor(ActorKind.STAFF, 7, "Dana Dispatcher")

Connect = Callable[[Mapping[str, Sequence[Handler]]], None]


@dataclass(frozen=True, slots=True)
class Planted:
    """A tree was planted."""

    TYPE: ClassVar[str] = "tree.planted"
    VERSION: ClassVar[int] = 2
    SUBJECT_TYPE: ClassVar[str] = "tree"
    number: int = 0


def plant_tree(subject: UUID, *, number: int = 0) -> UUID:
    with transaction():
        return operations.record(Planted(number=number), subject=subject, by=DISPATCHER, at=NOON)


@pytest.fixture
def connect() -> Iterator[Connect]:
    """Another wiring table for one test."""
    handlers, names = dict(wiring._handlers), dict(wiring._names_by_type)

    def rewire(table: Mapping[str, Sequence[Handler]]) -> None:
        wiring.connect(table=table)

    yield rewire
    wiring._handlers.clear()
    wiring._handlers.update(handlers)
    wiring._names_by_type.clear()
    wiring._names_by_type.update(names)
