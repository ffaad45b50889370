"""The log of reads with names instead of numbers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from townline.accounts import queries as accounts
from townline.accounts.permissions import Capability
from townline.accounts.values import Viewer
from townline.core.reference import said
from townline.customers import queries as customers
from townline.privacy.reading import Because, What
from townline.service_requests import queries as service_requests
from townline.ui import times

if TYPE_CHECKING:
    from townline.accounts.models import User
    from townline.privacy.models import ReadEntry

WHAT = {what.value: what.label for what in What}


@dataclass(frozen=True, slots=True)
class Names:
    """Whom and what the numbers stand for; people have no names for who may not see customers."""

    readers: "Mapping[int, User]" = field(default_factory=dict)
    people: Mapping[UUID, str] = field(default_factory=dict)
    requests: Mapping[UUID, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ReadLine:
    at: datetime
    reader: str
    reader_url: str
    role: str
    what: str
    person: str
    person_url: str
    about: str
    about_url: str
    by_break_glass: bool


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """What a resident is told: a day, who, what, how often."""

    day: date
    who: str
    what: str
    times: int
    by_break_glass: bool


def names_for(rows: Iterable["ReadEntry"], *, viewer: Viewer) -> Names:
    """Three queries, however many rows."""
    rows = list(rows)
    people = {row.person for row in rows if row.person}
    readers = {row.reader_id for row in rows} | {row.colleague_id for row in rows if row.colleague_id}
    return Names(
        readers=accounts.all_users().in_bulk(readers),
        people=customers.names_of(people=people) if viewer.can(Capability.SEE_CUSTOMERS) else {},
        requests=service_requests.references_of(subjects={row.subject for row in rows if row.subject}),
    )


def lines(rows: Iterable["ReadEntry"], names: Names) -> list[ReadLine]:
    return [_line(row, names) for row in rows]


def _line(row: "ReadEntry", names: Names) -> ReadLine:
    reader = names.readers.get(row.reader_id)
    reference = names.requests.get(row.subject) if row.subject else None
    return ReadLine(
        at=row.at,
        reader=reader.name if reader else str(row.reader_id),
        reader_url=reverse("desk:reads_reader", args=[row.reader_id]),
        role=str(reader.get_role_display()) if reader else "",
        what=str(WHAT.get(row.what, row.what)),
        person=_person(row, names),
        person_url=reverse("desk:reads_person", args=[row.person]) if row.person else "",
        about=said(reference) if reference else "",
        about_url=reverse("desk:reads_record", args=[row.subject]) if row.subject else "",
        by_break_glass=row.because == Because.BREAK_GLASS,
    )


def _person(row: "ReadEntry", names: Names) -> str:
    if row.colleague_id:
        colleague = names.readers.get(row.colleague_id)
        return colleague.name if colleague else str(row.colleague_id)
    return person_words(row.person, names.people) if row.person else ""


def person_words(person: UUID, names: Mapping[UUID, str]) -> str:
    """The name, or a short number: for who may not see customers, and for people whose data was destroyed."""
    return names.get(person) or _("Person %(number)s") % {"number": str(person)[:8]}


# -- the answer for the resident ------------------------------------------------------------------
def answer_lines(rows: Iterable["ReadEntry"], names: Names, *, with_names: bool) -> list[AnswerLine]:
    """One line a day, a reader and a kind; staff by name or by role and department, as the city decides."""
    counted: dict[tuple[date, str, str, bool], int] = {}
    for row in rows:
        who = _reader_words(names.readers.get(row.reader_id), with_names=with_names)
        key = (
            timezone.localtime(row.at).date(),
            who,
            str(WHAT.get(row.what, row.what)),
            row.because == Because.BREAK_GLASS,
        )
        counted[key] = counted.get(key, 0) + 1
    found = [AnswerLine(day, who, what, count, broken) for (day, who, what, broken), count in counted.items()]
    return sorted(found, key=lambda line: (line.day, line.who), reverse=True)


def _reader_words(reader: "User | None", *, with_names: bool) -> str:
    if reader is None:
        return _("Somebody who worked here")
    role = str(reader.get_role_display())
    where = f"{role}, {reader.department.name.in_(times.locale()[:2])}" if reader.department else role
    return f"{reader.name} ({where})" if with_names else where
