"""One box for everything: a number, a person, a place, words; misspelt too, and trimmed to what the viewer may see."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import prod
from uuid import UUID

from django.db import connection

from townline.accounts.permissions import Capability
from townline.accounts.values import Viewer
from townline.assist.words import telling_words
from townline.core import reference as references
from townline.customers import queries as customers
from townline.service_requests.permissions import ENFORCEMENT
from townline.service_requests.queries.desk import COLUMNS, Conditions, QueueRow, shown, trim
from townline.service_requests.queries.find_customers import find_customers
from townline.service_requests.queries.spelling import Meaning, meanings_of, services_named

MOST = 50
MOST_LOOKED_AT = 3_000
EVERYWHERE = 0.005  # words in more than this part of all requests: the newest hold enough of them
NEWEST = 80_000
PEOPLE = 10


@dataclass(frozen=True, slots=True)
class PersonFound:
    """A customer whom the viewer may see, with how many of their requests were found."""

    uuid: UUID
    name: str
    requests: int


@dataclass(frozen=True, slots=True)
class Found:
    """`corrected` is {typed: what was looked for as well}. `is_mistyped` says that nine digits are no reference.

    Words that very many requests have are not looked for everywhere: `newest` says among how many of the newest, `some` in
    how many of those that have them; 0 where everything was looked at.
    """

    rows: Sequence[QueueRow] = ()
    people: Sequence[PersonFound] = ()
    corrected: dict[str, str] = field(default_factory=dict)
    is_mistyped: bool = False
    has_more: bool = False
    newest: int = 0
    some: int = 0


@dataclass(frozen=True, slots=True)
class _Part:
    rows: Sequence[QueueRow] = ()
    newest: int = 0
    some: int = 0


def search(*, viewer: Viewer, text: str) -> Found:
    """What the text may mean, the surest first."""
    text = text.replace("\x00", "").strip()[:200]
    if not text:
        return Found()
    by_number = _by_number(viewer, text)
    if by_number:
        return Found(rows=by_number)
    digits = "".join(text.split())
    is_mistyped = digits.isdigit() and len(digits) == references.DIGITS
    people, rows = _by_person(viewer, text)
    if "@" in text or (digits.isdigit() and len(digits) >= 7):
        return Found(rows=rows, people=people, is_mistyped=is_mistyped)
    words = [word for word in telling_words(text) if word][:8]
    meanings, corrected = meanings_of(words=words)
    parts = [_by_words(viewer, meanings), _by_service(viewer, meanings)]
    unique = list({row.id: row for row in [*rows, *(row for part in parts for row in part.rows)]}.values())
    return Found(
        unique[:MOST],
        people,
        corrected,
        is_mistyped,
        has_more=len(unique) > MOST,
        newest=max(part.newest for part in parts),
        some=max(part.some for part in parts),
    )


def _rows(
    where: Conditions,
    viewer: Viewer,
    *,
    order: str = "submitted_at DESC, id DESC",
    looked_at: int = 0,
    owners: Sequence[int] = (),
) -> list[QueueRow]:
    """`owners` are the values of `owner.id` in the conditions: each has an ordered index of its own."""
    trim(where, viewer)
    values = [list(owners), *where.values] if owners else where.values
    inner = f"SELECT {COLUMNS} FROM service_requests_servicerequest AS request WHERE {where.sql}"
    if looked_at:
        # Not sorted before the limit: a word that is everywhere must not cost a sort of everything.
        inner = f"SELECT * FROM (SELECT * FROM ({inner} LIMIT {looked_at}) AS looked_at OFFSET 0) AS request"
    first = f"{inner} ORDER BY {order} LIMIT {MOST + 1}"
    if owners:
        first = f"SELECT picked.* FROM unnest(%s::bigint[]) AS owner(id) CROSS JOIN LATERAL ({first}) AS picked ORDER BY {order} LIMIT {MOST + 1}"
    with connection.cursor() as cursor:
        cursor.execute(shown(first, order=order), values)
        return [QueueRow(*row) for row in cursor.fetchall()]


# -- numbers --------------------------------------------------------------------------------------
def _by_number(viewer: Viewer, text: str) -> list[QueueRow]:
    """Our reference in any spelling, or the number that the request had in an older system."""
    where = Conditions([], [])
    if references.is_reference(text):
        where.add(
            "(request.reference = %s OR (request.source_id = %s AND request.source_id <> ''))",
            references.parse(text),
            text,
        )
    elif any(letter.isdigit() for letter in text) and " " not in text:
        where.add("request.source_id = %s AND request.source_id <> ''", text)
    else:
        return []
    return _rows(where, viewer)


# -- people ---------------------------------------------------------------------------------------
def _by_person(viewer: Viewer, text: str) -> tuple[list[PersonFound], list[QueueRow]]:
    """Never tells who complained in an enforcement case to somebody who does not work on it."""
    if not viewer.can(Capability.SEE_CUSTOMERS) or len(text) < 3:
        return [], []
    found = find_customers(text=text, viewer=viewer, limit=PEOPLE)
    if not found:
        return [], []
    where = Conditions([], [])
    where.add("request.customer_id = owner.id")
    where.add(
        f"(request.visibility <> '{ENFORCEMENT}' OR request.team_id = ANY(%s) OR request.department_id = ANY(%s) OR request.assignee_id = ANY(%s))",
        list(viewer.teams),
        list(viewer.departments),
        list(viewer.users),
    )
    groups = customers.same_people(customers=[customer.pk for customer in found])
    rows = _rows(where, viewer, owners=[number for group in groups.values() for number in group])
    held = _customers_of([row.id for row in rows])
    people = [
        PersonFound(
            customer.uuid,
            customer.name or customer.organisation,
            sum(held.count(number) for number in groups[customer.pk]),
        )
        for customer in found
    ]
    return people, rows


def _customers_of(ids: list[int]) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT customer_id FROM service_requests_servicerequest WHERE id = ANY(%s)", [ids])
        return [row[0] for row in cursor.fetchall()]


# -- words ----------------------------------------------------------------------------------------
def _by_words(viewer: Viewer, meanings: Sequence[Meaning]) -> _Part:
    """Words that are nearly everywhere are found soonest among the newest; all others through the index of words."""
    if not meanings:
        return _Part()
    where = Conditions([], [])
    if _share(meanings) > EVERYWHERE:
        _look_at_newest(where, meanings)
        rows = _rows(where, viewer, order="id DESC")
        if len(rows) >= MOST:
            return _Part(rows, newest=_older_left_out())
        where = Conditions([], [])
    _add_words(where, meanings)
    return _some_of(where, viewer)


def _some_of(where: Conditions, viewer: Viewer) -> _Part:
    rows = _rows(where, viewer, looked_at=MOST_LOOKED_AT)
    return _Part(rows, some=MOST_LOOKED_AT if len(rows) > MOST and _are_more(where) else 0)


def _are_more(where: Conditions) -> bool:
    """Do more requests fit than are looked at? Asked only where the answer fills a page."""
    limited = f"SELECT FROM service_requests_servicerequest AS request WHERE {where.sql} LIMIT {MOST_LOOKED_AT + 1}"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM ({limited}) AS found", where.values)
        (count,) = cursor.fetchone() or (0,)
    return int(count) > MOST_LOOKED_AT


def _older_left_out() -> int:
    """How many of the newest are looked at, if there are older ones."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(max(id) - min(id), 0) FROM service_requests_servicerequest")
        (span,) = cursor.fetchone() or (0,)
    return NEWEST if span >= NEWEST else 0


def _look_at_newest(where: Conditions, meanings: Sequence[Meaning]) -> None:
    where.add(f"request.id > (SELECT max(id) - {NEWEST} FROM service_requests_servicerequest)")
    for meaning in meanings:
        where.add("request.words ~ %s", rf"\m({'|'.join(meaning.words)})")


def _share(meanings: Sequence[Meaning]) -> float:
    """Which part of all requests has these words, if they fall together by chance."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT GREATEST(reltuples, 1) FROM pg_class WHERE oid = 'service_requests_servicerequest'::regclass"
        )
        (rows,) = cursor.fetchone() or (1,)
    return prod(min(1.0, meaning.requests / rows) for meaning in meanings)


def _add_words(where: Conditions, meanings: Sequence[Meaning]) -> None:
    query = " & ".join(meaning.query for meaning in meanings)
    where.add("to_tsvector('simple'::regconfig, COALESCE(request.words, '')) @@ to_tsquery('simple', %s)", query)


def _by_service(viewer: Viewer, meanings: Sequence[Meaning]) -> _Part:
    """`pothole king street`: the name of a service, and the rest in the words of the request."""
    named, rest = services_named(words=[meaning.typed for meaning in meanings])
    if not named:
        return _Part()
    where = Conditions([], [])
    where.add("request.service_id = ANY(%s)", sorted(named))
    left = [meaning for meaning in meanings if meaning.typed in rest]
    if left and _share(left) <= EVERYWHERE:
        _add_words(where, left)
        return _some_of(where, viewer)
    _look_at_newest(where, left)
    return _Part(_rows(where, viewer, order="id DESC"), newest=_older_left_out())
