"""Customers by what somebody types into one box: name, number, address, e-mail; as it sounds and misspelt too."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.db.models.functions import Reverse

from townline.core.words import plain
from townline.customers.contact_check import ContactRejected, phone_of
from townline.customers.models import ContactPoint, Customer
from townline.customers.models.customer import TERMS
from townline.customers.queries.likeness import Meaning, meanings_of, words_of
from townline.customers.queries.people import same_people
from townline.places import queries as places

MOST_LOOKED_AT = 200  # of each kind of match; a name that more people have needs another word
MOST_WORDS = 8
LONGEST = 200
FEWEST_DIGITS = 4
WHOLE_NUMBER = 10


Pool = QuerySet[Any, Any]


class Reason(StrEnum):
    """Why a customer was found, the surest first."""

    EMAIL = "email"
    PHONE = "phone"
    EMAIL_BEGINS = "email_begins"
    PHONE_PART = "phone_part"
    NAME = "name"
    ADDRESS = "address"
    SOUNDS = "sounds"
    SPELLING = "spelling"


SURE = list(Reason)


@dataclass(frozen=True, slots=True)
class FoundCustomer:
    """The survivor where records were merged; `reasons` say what matched, `matched` is the address or number that did."""

    id: int
    uuid: UUID
    kind: str
    name: str
    organisation: str
    postal_address: str
    language: str
    reasons: tuple[Reason, ...]
    matched: str = ""

    @property
    def pk(self) -> int:
        return self.id


@dataclass(frozen=True, slots=True)
class _Hit:
    customer: int
    reasons: tuple[Reason, ...]
    matched: str = ""
    likeness: float = 1.0

    @property
    def rank(self) -> tuple[int, float, int]:
        return max(SURE.index(reason) for reason in self.reasons), -self.likeness, -self.customer


def find_customers(*, text: str, limit: int = 20, among: Pool | None = None) -> tuple[FoundCustomer, ...]:
    """The likeliest first. `among`: only these ids, for who may not see every customer."""
    text = text.replace("\x00", "").strip()[:LONGEST]
    pool = Customer.objects.filter(disposed_at=None)
    pool = pool if among is None else pool.filter(pk__in=among)
    hits = _hits(text, pool, limit)
    return _survivors(hits, limit)


def _hits(text: str, pool: Pool, limit: int) -> list[_Hit]:
    if "@" in text:
        return _by_email(text, pool, limit)
    digits = "".join(letter for letter in text if letter.isdigit())
    if digits and not any(letter.isalpha() for letter in text):
        return _by_phone(text, digits, pool, limit) if len(digits) >= FEWEST_DIGITS else []
    return _by_words(text, pool, limit)


def _survivors(hits: Sequence[_Hit], limit: int) -> tuple[FoundCustomer, ...]:
    """Each customer once, at the best of its hits."""
    best: dict[int, _Hit] = {}
    for hit in sorted(hits, key=lambda hit: hit.rank)[: limit * 3]:
        best.setdefault(hit.customer, hit)
    groups = same_people(customers=best)
    roots: dict[int, _Hit] = {}
    for number, hit in best.items():
        roots.setdefault(groups[number][0], hit)
    people = Customer.objects.filter(disposed_at=None).in_bulk(list(roots)[:limit])
    return tuple(_found(people[root], hit) for root, hit in roots.items() if root in people)


def _found(customer: Customer, hit: _Hit) -> FoundCustomer:
    return FoundCustomer(
        id=customer.pk,
        uuid=customer.uuid,
        kind=customer.kind,
        name=customer.name,
        organisation=customer.organisation,
        postal_address=customer.postal_address,
        language=customer.language,
        reasons=hit.reasons,
        matched=hit.matched,
    )


# -- e-mail and telephone -------------------------------------------------------------------------
def _by_email(text: str, pool: Pool, limit: int) -> list[_Hit]:
    typed = text.lower()
    whole = _points(Q(kind="email", value=typed), pool, limit, Reason.EMAIL)
    return whole or _points(Q(kind="email", value__startswith=typed), pool, limit, Reason.EMAIL_BEGINS)


def _by_phone(text: str, digits: str, pool: Pool, limit: int) -> list[_Hit]:
    """A whole number; else the last digits, else the first after the country's: people remember the end."""
    if len(digits) >= WHOLE_NUMBER:
        try:
            whole = _points(Q(kind="phone", value=phone_of(text)), pool, limit, Reason.PHONE)
        except ContactRejected:
            whole = []
        if whole:
            return whole
    ends = _points(Q(kind="phone", backwards__startswith=digits[::-1]), pool, limit, Reason.PHONE_PART)
    return ends or _points(Q(kind="phone", value__startswith=f"+1{digits}"), pool, limit, Reason.PHONE_PART)


def _points(which: Q, pool: Pool, limit: int, reason: Reason) -> list[_Hit]:
    points = ContactPoint.objects.alias(backwards=Reverse("value")).filter(which, customer__in=pool)
    rows = points.order_by()[: limit * 3]
    return [_Hit(owner, (reason,), value) for owner, value in rows.values_list("customer_id", "value")]


# -- words ----------------------------------------------------------------------------------------
def _by_words(text: str, pool: Pool, limit: int) -> list[_Hit]:
    words = words_of(text)[:MOST_WORDS]
    if not words:
        return []
    pool = pool.alias(terms=TERMS)
    hits = _named(pool.filter(terms__contains=words), words, [])
    if words[0][:1].isdigit():
        hits += _living_at(text, pool, limit)
    if len(hits) >= limit:
        return hits
    hits += _with_number(words, pool, limit)
    meanings = meanings_of(words=words)
    for near in ("sounds", "all"):
        rows = pool
        for meaning in meanings:
            rows = rows.filter(terms__overlap=meaning.heard if near == "sounds" else meaning.every)
        hits += _named(rows, words, meanings)
        if len({hit.customer for hit in hits}) >= limit:
            break
    return hits


def _named(rows: Pool, words: Sequence[str], meanings: Sequence[Meaning]) -> list[_Hit]:
    found = rows.order_by().values_list("pk", "search", "postal_address", "sounds_like")[:MOST_LOOKED_AT]
    typed = " ".join(words)
    return [
        _Hit(
            pk,
            _reasons(words, meanings, set(words_of(search)), set(words_of(plain(address))), set(sounds)),
            likeness=SequenceMatcher(None, typed, " ".join(words_of(search)), autojunk=False).ratio(),
        )
        for pk, search, address, sounds in found
    ]


def _reasons(
    words: Sequence[str], meanings: Sequence[Meaning], names: set[str], address: set[str], sounds: set[str]
) -> tuple[Reason, ...]:
    heard = {meaning.word: set(meaning.heard) for meaning in meanings}
    reasons = set()
    for word in words:
        if word in names:
            reasons.add(Reason.NAME)
        elif word in address:
            reasons.add(Reason.ADDRESS)
        elif heard.get(word, set()) & sounds:
            reasons.add(Reason.SOUNDS)
        else:
            reasons.add(Reason.SPELLING)
    return tuple(sorted(reasons, key=SURE.index))


def _living_at(text: str, pool: Pool, limit: int) -> list[_Hit]:
    """`418 mapel street`: the address that was meant, and who lives there."""
    addresses = {address.pk: address.text for address in places.find_addresses(text=text, limit=3)}
    rows = pool.filter(address__in=addresses).order_by().values_list("pk", "address_id")[: limit * 3]
    return [_Hit(pk, (Reason.ADDRESS,), addresses[address_id]) for pk, address_id in rows]


def _with_number(words: Sequence[str], pool: Pool, limit: int) -> list[_Hit]:
    """`tremblay 0123`: a name and the end of a number."""
    digits = [word for word in words if word.isdigit() and len(word) >= FEWEST_DIGITS]
    names = [word for word in words if word not in digits]
    if len(digits) != 1 or not names:
        return []
    ends = ContactPoint.objects.alias(backwards=Reverse("value")).filter(
        kind="phone", backwards__startswith=digits[0][::-1], customer__in=pool.filter(terms__contains=names)
    )
    found = ends.order_by().values_list("customer_id", "value")[: limit * 3]
    return [_Hit(pk, (Reason.PHONE_PART, Reason.NAME), value) for pk, value in found]
