"""Disposal lists to read."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from townline.core.errors import NotFound
from townline.customers import holdings as customers
from townline.privacy.holdings import Held, holders
from townline.privacy.values import RetentionClass
from townline.records_office.models import DisposalItem, DisposalList
from townline.records_office.values import ListState

SAMPLE = 20
ITEMS = 100


@dataclass(frozen=True, slots=True)
class ListRow:
    """One list with how many are on it and how many were taken out."""

    disposal_list: DisposalList
    items: int
    out: int
    done: int

    @property
    def to_destroy(self) -> int:
        return self.items - self.out


def is_signed(certificate: UUID) -> bool:
    """Is there a signed list with this number that is being carried out?"""
    return DisposalList.objects.filter(uuid=certificate, state=ListState.SIGNED).exists()


def disposal_lists(*, state: ListState | None = None, limit: int = 100) -> list[ListRow]:
    """The newest first."""
    found = DisposalList.objects.filter(state=state) if state else DisposalList.objects.all()
    return [_row(row) for row in _counted(found).order_by("-proposed_at", "-id")[:limit]]


def disposal_list(*, uuid: UUID) -> ListRow:
    """Raises NotFound."""
    row = _counted(DisposalList.objects.filter(uuid=uuid)).first()
    if row is None:
        raise NotFound
    return _row(row)


def _counted(found: QuerySet[DisposalList]) -> QuerySet[DisposalList]:
    return found.annotate(
        n_items=Count("items"),
        n_out=Count("items", filter=~Q(items__out="")),
        n_done=Count("items", filter=Q(items__done_at__isnull=False)),
    )


def _row(row: DisposalList) -> ListRow:
    return ListRow(row, row.n_items, row.n_out, row.n_done)  # type: ignore[attr-defined]  # annotated


def items_of(*, disposal_list: DisposalList, out: bool, after: int = 0, limit: int = ITEMS) -> Sequence[DisposalItem]:
    """Those that go, or those that stay, from behind that number on."""
    rows = DisposalItem.objects.filter(disposal_list=disposal_list, id__gt=after)
    return list((rows.exclude(out="") if out else rows.filter(out="")).order_by("id")[:limit])


def out_counts(*, disposal_list: DisposalList) -> dict[str, int]:
    """How many stay, by reason."""
    rows = DisposalItem.objects.filter(disposal_list=disposal_list).exclude(out="").values_list("out")
    return dict(rows.annotate(count=Count("id")).order_by("out"))


def item(*, disposal_list: DisposalList, item_id: int) -> DisposalItem:
    """Raises NotFound."""
    row = DisposalItem.objects.filter(disposal_list=disposal_list, pk=item_id).first()
    if row is None:
        raise NotFound
    return row


def what_goes(*, disposal_list: DisposalList, item: DisposalItem) -> list[Held]:
    """Everything that is destroyed with a customer's record; nothing more is known of other records than themselves."""
    if disposal_list.retention != RetentionClass.CUSTOMER:
        return []
    people = customers.people(uuids=[item.subject])
    found = [held for holder in holders() for held in holder.held_about(people=people)] if people else []
    return sorted(found, key=lambda held: held.at)
