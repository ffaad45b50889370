"""After an older backup was restored: order once more what was destroyed since."""

from datetime import datetime
from typing import Any

from townline.core.transactions import transaction, transaction_required
from townline.records_office import ledger
from townline.records_office.models import DisposalItem, DisposalList
from townline.records_office.values import ListState


def replay(*, at: datetime) -> int:
    """Every list of the ledger that this database does not know as signed; returns how many.

    They are signed as they were signed then; `carry_out` does the rest.
    """
    taken = 0
    for document in ledger.read():
        with transaction():
            taken += _take(document)
    return taken


@transaction_required
def _take(document: dict[str, Any]) -> int:
    known = DisposalList.objects.filter(uuid=document["uuid"]).first()
    if known is not None and known.state != ListState.PROPOSED:
        return 0
    if known is not None:
        DisposalItem.objects.filter(disposal_list=known).delete()
        known.delete()
    signature = {name: document.pop(name) for name in ("items_hash", "signed_at", "signed_by_id", "signed_by")}
    items = document.pop("items")
    row = DisposalList.objects.create(**{**document, "is_nightly": False}, is_replayed=True)
    DisposalItem.objects.bulk_create([DisposalItem(disposal_list=row, **item) for item in items])
    for name, value in signature.items():
        setattr(row, name, value)
    row.state = ListState.SIGNED
    row.save()
    return 1
