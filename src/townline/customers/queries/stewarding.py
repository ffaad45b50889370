"""What a steward decides: pairs that may be one customer, and merges that can be undone."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from townline.core.errors import NotFound
from townline.core.pagination import Page
from townline.customers.matching import WEIGHTS, Reason
from townline.customers.models import ContactPoint, Customer, DuplicatePair, Merge
from townline.customers.survivorship import FIELDS, Choice, choices
from townline.customers.values import Verdict
from townline.privacy.reading import What, saw


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason of a match and what it weighs, in bits."""

    reason: Reason
    bits: float


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Both records with their addresses and numbers, and field by field whose words would hold. `first` would survive."""

    pair: DuplicatePair
    evidence: tuple[Evidence, ...]
    points: dict[int, list[str]]
    choices: tuple[Choice, ...]

    @property
    def is_open(self) -> bool:
        return self.pair.verdict == Verdict.OPEN and not (
            self.pair.first.merged_into_id or self.pair.second.merged_into_id
        )


def duplicates(*, after: str = "", limit: int = 25) -> Page[DuplicatePair]:
    """Pairs that wait for a steward, the likeliest first."""
    rows = _waiting().select_related("first", "second").order_by("-bits", "id")
    if after:
        bits, number = _cursor(after)
        rows = rows.filter(Q(bits__lt=bits) | Q(bits=bits, id__gt=number))
    found = list(rows[: limit + 1])
    _seen(found[:limit])
    last = found[limit - 1] if len(found) > limit else None
    return Page(found[:limit], f"{last.bits}_{last.pk}" if last else "")


def duplicates_waiting() -> int:
    return _waiting().count()


def _waiting() -> QuerySet[DuplicatePair]:
    return DuplicatePair.objects.filter(
        verdict=Verdict.OPEN, first__merged_into__isnull=True, second__merged_into__isnull=True
    )


def _cursor(text: str) -> tuple[float, int]:
    """Raises NotFound for what was never one of our cursors."""
    bits, _, number = text.partition("_")
    try:
        return float(bits), int(number)
    except ValueError as mistyped:
        raise NotFound from mistyped


def evidence_of(*, pair: DuplicatePair | Merge) -> tuple[Evidence, ...]:
    return tuple(Evidence(Reason(reason), WEIGHTS[Reason(reason)]) for reason in pair.reasons)


def duplicate(*, number: int) -> SideBySide:
    """Raises NotFound."""
    pair = DuplicatePair.objects.select_related("first", "second").filter(pk=number).first()
    if pair is None:
        raise NotFound
    _seen([pair])
    return side_by_side(pair=pair)


def _seen(pairs: Iterable[DuplicatePair | Merge]) -> None:
    for pair in pairs:
        one, two = (pair.first, pair.second) if isinstance(pair, DuplicatePair) else (pair.survivor, pair.other)
        saw(people=[one.uuid, two.uuid], what=What.DUPLICATES)


def side_by_side(*, pair: DuplicatePair) -> SideBySide:
    points: dict[int, list[str]] = {pair.first_id: [], pair.second_id: []}
    for owner, value in _points(pair.first, pair.second).values_list("customer_id", "value"):
        points[owner].append(value)
    proposed = proposed_choices(survivor=pair.first, other=pair.second)
    return SideBySide(pair, evidence_of(pair=pair), points, proposed)


def proposed_choices(*, survivor: Customer, other: Customer) -> tuple[Choice, ...]:
    """Whose words hold by the rules. The newer one is who last gave us something new."""
    newest = {survivor.pk: survivor.created_at, other.pk: other.created_at}
    for owner, at in _points(survivor, other).values_list("customer_id", "created_at"):
        newest[owner] = max(newest[owner], at)
    return choices(survivor=_said(survivor), other=_said(other), other_is_newer=newest[other.pk] > newest[survivor.pk])


def _points(*customers: Customer) -> QuerySet[ContactPoint]:
    return ContactPoint.objects.filter(customer__in=customers).order_by("kind", "id")


def _said(customer: Customer) -> dict[str, Any]:
    return {field: getattr(customer, field) for field in FIELDS}


def merges(*, limit: int = 50) -> list[Merge]:
    """The newest first, those that were undone too."""
    found = list(Merge.objects.select_related("survivor", "other").order_by("-merged_at", "-id")[:limit])
    _seen(found)
    return found


def merges_of(*, customers: tuple[int, ...]) -> list[Merge]:
    """Merges that made these records one, and stand."""
    rows = Merge.objects.filter(survivor__in=customers, other__in=customers, undone_at__isnull=True)
    return list(rows.select_related("other").order_by("merged_at"))


def merge_by_uuid(*, uuid: UUID) -> Merge:
    """Raises NotFound."""
    found = Merge.objects.select_related("survivor", "other").filter(uuid=uuid).first()
    if found is None:
        raise NotFound
    return found
