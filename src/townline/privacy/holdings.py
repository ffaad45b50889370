"""What each room keeps about people, and how it lets go of it. `config/wiring.py` lists the rooms' `holdings` modules.

A room's `holdings.py` is one `Holder`. The records office walks them all: for an access request it asks what is held, for a
disposal it lets each destroy its part. Rooms go from top to bottom, so that what hangs on a customer goes before the customer.
"""

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple, Protocol
from uuid import UUID

from django.db import IntegrityError, connection
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from townline.core.actor import Actor
from townline.core.errors import OperationRefused
from townline.core.transactions import transaction
from townline.privacy.values import RetentionClass


class NotSigned(OperationRefused):
    message = _("Nothing is destroyed without a signed disposal list that names it.")


@dataclass(frozen=True, slots=True)
class Person:
    """A customer as the rooms below know them. `traces` are their addresses and names, to be found in files and logs."""

    id: int
    uuid: UUID
    traces: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HeldFile:
    """A file beside a record. `read` gives its bytes; `name` is where it stands in the media folder."""

    name: str
    media_type: str
    read: Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class Held:
    """One record about a person, in words: `text` holds (label, value). `third_parties`: others may be named in it."""

    room: str
    kind: str
    subject: UUID | None
    title: str
    text: tuple[tuple[str, str], ...]
    at: datetime
    files: tuple[HeldFile, ...] = ()
    third_parties: bool = False


class LastUse(NamedTuple):
    """When something about a person was last used, and under which class of the schedule. `is_open`: work on it goes on."""

    person: UUID
    retention: RetentionClass
    at: datetime
    is_open: bool = False
    subject: UUID | None = None
    place: str = ""


@dataclass(frozen=True, slots=True)
class Due:
    """A record whose time may be over. `about`: people and requests that it belongs to; `place` is its address as typed."""

    subject: UUID
    last_used_at: datetime
    label: str = ""
    about: tuple[UUID, ...] = ()
    place: str = ""
    is_open: bool = False


class Window(NamedTuple):
    """One stretch of a table, walked by its number. `next` is where to go on; None at the end."""

    rows: Sequence[Due]
    next: int | None


class Walk(Protocol):
    """What in the next `width` numbers behind `after` was last used before that moment."""

    def __call__(self, *, before: datetime, after: int, width: int) -> Window: ...


Counts = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Disposed:
    """How much a room let go of, by what it is."""

    counts: Counts = field(default_factory=dict)


class Holder(Protocol):
    """A module of a room. `dispose` may be called again for the same people and subjects: what is gone is gone."""

    WALKS: Mapping[RetentionClass, Walk]

    def held_about(self, *, people: Sequence[Person]) -> Iterable[Held]: ...

    def last_used(self, *, people: Sequence[Person]) -> Iterable[LastUse]: ...

    def about(self, *, retention: RetentionClass, subjects: Sequence[UUID]) -> Sequence[Due]:
        """These records as they are now; without those that are gone."""
        ...

    def dispose(
        self, *, people: Sequence[Person], by: Actor, at: datetime, certificate: UUID, subjects: Sequence[UUID] = ()
    ) -> Disposed: ...


_holders: list[Holder] = []
_is_signed: list[Callable[[UUID], bool]] = []


def connect(*, holders: Sequence[Holder], is_signed: Callable[[UUID], bool]) -> None:
    """`is_signed` answers for a certificate: is there a signed list with this number that is being carried out?"""
    _holders[:] = holders
    _is_signed[:] = [is_signed]


def holders() -> Sequence[Holder]:
    """From the top of the house to the bottom."""
    return tuple(_holders)


@contextmanager
def disposing(*, certificate: UUID) -> Iterator[None]:
    """A transaction in which rows of that signed list may be destroyed; the database refuses any other. Raises NotSigned."""
    try:
        with transaction():
            if not any(signed(certificate) for signed in _is_signed):
                raise NotSigned
            with connection.cursor() as cursor:
                cursor.execute("SELECT set_config('townline.disposal', %s, TRUE)", [str(certificate)])
            yield
            with connection.cursor() as cursor:
                cursor.execute("SELECT set_config('townline.disposal', '', TRUE)")
    except IntegrityError as error:
        if "disposal list" in str(error):
            raise NotSigned from error
        raise


COPIES = frozenset({"words", "search", "sounds_like", "source_hash"})  # what search and import keep of the same words


def held_text(
    row: Model, labels: Mapping[str, object], *, without: Collection[str] = ()
) -> tuple[tuple[str, str], ...]:
    """What a row says about a person: the labelled fields first, then every other that is declared personal. No empty ones.

    `without` are columns made from the others for searching: they say nothing new, and what is taken out of a name would stand
    in them again without its accents.
    """
    fields = (field for field in row._meta.concrete_fields if not field.generated and field.name not in without)
    declared = {field.name: field.verbose_name for field in fields if hasattr(field, "personal")}
    names = {**labels, **{name: label for name, label in declared.items() if name not in {*labels, *COPIES}}}
    said = [(str(label), _shown(row, name)) for name, label in names.items()]
    return tuple((label, value) for label, value in said if value)


def _shown(row: Model, name: str) -> str:
    display = getattr(row, f"get_{name}_display", None)
    value = display() if display else getattr(row, name)
    if value is None or value in ("", {}, []):
        return ""
    if isinstance(value, bool):
        return str(_("Yes") if value else _("No"))
    if isinstance(value, datetime):
        return timezone.localtime(value).isoformat(sep=" ", timespec="minutes")
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else str(value)
