"""Reads that somebody should ask about. A line is a question, never a verdict: most have a good answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from townline.accounts import queries as accounts
from townline.accounts.permissions import Capability
from townline.accounts.values import Viewer
from townline.core.words import plain
from townline.customers import queries as customers
from townline.desk.presenters.reads import person_words
from townline.privacy import queries as privacy

if TYPE_CHECKING:
    from townline.accounts.models import User
    from townline.privacy.queries import Looked

DAYS = 7
MOST_PAIRS = 20_000


@dataclass(frozen=True, slots=True)
class UnusualLine:
    why: str
    reader: str
    reader_url: str
    person: str
    person_url: str
    at: datetime
    times: int


@dataclass(frozen=True, slots=True)
class Unusual:
    lines: Sequence[UnusualLine]
    is_cut: bool  # more pairs than are compared


def unusual(*, viewer: Viewer, at: datetime) -> Unusual:
    since = at - timedelta(days=DAYS)
    looks = privacy.looked_at(since=since, until=at, most=MOST_PAIRS)
    busy = privacy.busy_hours(since=since, until=at)
    readers = accounts.all_users().in_bulk({look.reader_id for look in looks} | {hour.reader_id for hour in busy})
    found = [
        _line(
            _("Saw %(people)s people within an hour") % {"people": hour.people},
            hour.reader_id,
            readers,
            at=hour.hour,
            times=hour.people,
        )
        for hour in busy
    ]
    found += _of_looks(looks, readers, viewer=viewer)
    return Unusual(found, is_cut=len(looks) == MOST_PAIRS)


def _of_looks(looks: "Sequence[Looked]", readers: "dict[int, User]", *, viewer: Viewer) -> list[UnusualLine]:
    people = {look.person for look in looks}
    names = customers.names_of(people=people)
    neighbours = customers.colleagues_at_their_address(people=people)
    found = []
    for look in looks:
        reader = readers.get(look.reader_id)
        why = ""
        if reader and same_family(reader.name, names.get(look.person, "")):
            why = _("The same family name")
        elif look.reader_id in neighbours.get(look.person, frozenset()):
            why = _("Lives at the same address")
        elif look.opened_page and not look.with_case:
            why = _("Opened the person’s page, but no case or contact of theirs")
        if why:
            shown = names if viewer.can(Capability.SEE_CUSTOMERS) else {}
            person, url = person_words(look.person, shown), reverse("desk:reads_person", args=[look.person])
            found.append(
                _line(why, look.reader_id, readers, at=look.last_at, times=look.times, person=person, person_url=url)
            )
    return found


def same_family(one: str, other: str) -> bool:
    """The last words of both names, without regard to accents; a double name counts with each part."""
    return bool(_family(one) & _family(other))


def _family(name: str) -> set[str]:
    words = plain(name).replace("-", " ").split()
    return {word for word in words[1:] if len(word) > 2}


def _line(
    why: str,
    reader_id: int,
    readers: "dict[int, User]",
    *,
    at: datetime,
    times: int,
    person: str = "",
    person_url: str = "",
) -> UnusualLine:
    reader = readers.get(reader_id)
    return UnusualLine(
        why=why,
        reader=reader.name if reader else str(reader_id),
        reader_url=reverse("desk:reads_reader", args=[reader_id]),
        person=person,
        person_url=person_url,
        at=at,
        times=times,
    )
