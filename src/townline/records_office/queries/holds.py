"""Legal holds, and what they keep from being destroyed."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from townline.core.errors import NotFound
from townline.core.words import plain
from townline.customers import holdings as customers
from townline.privacy.holdings import Due
from townline.records_office.models import LegalHold
from townline.records_office.values import HoldScope


@dataclass(frozen=True, slots=True)
class Holds:
    """Every hold that stands now."""

    subjects: frozenset[UUID]
    addresses: tuple[str, ...]
    classes: frozenset[str]

    def cover(self, *, due: Due, retention: str) -> bool:
        if retention in self.classes or due.subject in self.subjects or self.subjects.intersection(due.about):
            return True
        place = plain(due.place)
        return (
            any(place == address or place.startswith(f"{address} ") for address in self.addresses) if place else False
        )


def holds_now() -> Holds:
    """A hold on a person covers every row that a steward found to be the same person."""
    rows = LegalHold.objects.filter(lifted_at__isnull=True)
    people = [row.subject for row in rows if row.scope == HoldScope.PERSON and row.subject]
    same = {person.uuid for person in customers.people(uuids=people)} if people else set()
    return Holds(
        frozenset({row.subject for row in rows if row.subject} | same),
        tuple(row.address for row in rows if row.address),
        frozenset(row.retention for row in rows if row.retention),
    )


def legal_holds(*, lifted: bool = False, limit: int = 200) -> Sequence[LegalHold]:
    """The newest first."""
    return list(LegalHold.objects.filter(lifted_at__isnull=not lifted).order_by("-placed_at", "-id")[:limit])


def legal_hold(*, uuid: UUID) -> LegalHold:
    """Raises NotFound."""
    row = LegalHold.objects.filter(uuid=uuid).first()
    if row is None:
        raise NotFound
    return row
