"""Are two records the same person? Evidence for and against, added up. Pure values, no database.

The weights follow Fellegi and Sunter (A Theory for Record Linkage, 1969): each agreement adds the logarithm (base 2) of how
much likelier it is for one person than for two, each disagreement takes away. Household members share an address and often
a telephone, so a different first name weighs against more than a shared number weighs in favour.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from enum import StrEnum

from townline.core.words import plain

LIKELY = 8.0  # bits; from here on a steward is asked
ALIKE = 0.82  # share of letters in common from which two names are a misspelling of each other


class Reason(StrEnum):
    SAME_EMAIL = "same_email"
    SAME_PHONE = "same_phone"
    SAME_NAME = "same_name"
    NAME_ALIKE = "name_alike"
    INITIAL_FITS = "initial_fits"
    OTHER_FIRST_NAME = "other_first_name"
    OTHER_NAME = "other_name"
    SAME_ADDRESS = "same_address"
    OTHER_KIND = "other_kind"


WEIGHTS: dict[Reason, float] = {
    Reason.SAME_EMAIL: 7,
    Reason.SAME_PHONE: 5,
    Reason.SAME_NAME: 6,
    Reason.NAME_ALIKE: 4,
    Reason.INITIAL_FITS: 3,
    Reason.OTHER_FIRST_NAME: -6,
    Reason.OTHER_NAME: -9,
    Reason.SAME_ADDRESS: 4,
    Reason.OTHER_KIND: -12,
}


@dataclass(frozen=True, slots=True)
class Facts:
    """What one record says. Numbers are E.164, e-mail addresses and the postal address in small letters."""

    name: str
    kind: str = "person"
    emails: frozenset[str] = field(default_factory=frozenset)
    phones: frozenset[str] = field(default_factory=frozenset)
    postal_address: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """`bits` of evidence that both are one; a steward sees the reasons, never only the figure."""

    bits: float
    reasons: tuple[Reason, ...]

    @property
    def is_likely(self) -> bool:
        return self.bits >= LIKELY


def compare(first: Facts, second: Facts) -> Match:
    """The same whichever is named first."""
    reasons = tuple(_reasons(first, second))
    return Match(sum(WEIGHTS[reason] for reason in reasons), reasons)


def _reasons(first: Facts, second: Facts) -> Iterator[Reason]:
    if first.emails & second.emails:
        yield Reason.SAME_EMAIL
    if first.phones & second.phones:
        yield Reason.SAME_PHONE
    if name := _names(plain(first.name).split(), plain(second.name).split()):
        yield name
    if plain(first.postal_address) and plain(first.postal_address) == plain(second.postal_address):
        yield Reason.SAME_ADDRESS
    if first.kind != second.kind:
        yield Reason.OTHER_KIND


def _names(first: list[str], second: list[str]) -> Reason | None:
    """None when one of them gave no name: that says nothing."""
    if not first or not second:
        return None
    if sorted(first) == sorted(second):
        return Reason.SAME_NAME
    if _alike(" ".join(sorted(first)), " ".join(sorted(second))):
        return Reason.OTHER_FIRST_NAME if _is_other_first_name(first, second) else Reason.NAME_ALIKE
    if not _alike(first[-1], second[-1]):
        return Reason.OTHER_NAME
    return Reason.INITIAL_FITS if _initials_fit(first, second) else Reason.OTHER_FIRST_NAME


def _is_other_first_name(first: list[str], second: list[str]) -> bool:
    """Anna and Anne Tremblay differ by one letter and may be sisters; Ana Tremblay-Roy is no other than Anna Tremblay-Roy."""
    same_family = first[-1] == second[-1] and len(first) > 1 and len(second) > 1
    return same_family and not _alike(first[0], second[0])


def _initials_fit(first: list[str], second: list[str]) -> bool:
    """J. Roy may be Jeanne Roy, and so may a Roy who gave no first name."""
    if len(first) == 1 or len(second) == 1:
        return True
    short, long = sorted((first[0].rstrip("."), second[0].rstrip(".")), key=len)
    return len(short) == 1 and long.startswith(short)


def _alike(first: str, second: str) -> bool:
    return SequenceMatcher(None, min(first, second), max(first, second), autojunk=False).ratio() >= ALIKE
