"""Take a record off a list, and put it back."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from townline.accounts.values import Viewer
from townline.core.errors import NotFound, OperationRefused
from townline.core.transactions import transaction, transaction_required
from townline.customers import holdings as customers
from townline.events import operations as events
from townline.privacy.values import RetentionClass
from townline.records_office import event_types
from townline.records_office.models import DisposalItem, DisposalList
from townline.records_office.operations.lists import locked
from townline.records_office.values import OutReason


class ReasonMissing(OperationRefused):
    message = _("Say why this record stays: the list is shown to auditors.")


def take_out(*, disposal_list: DisposalList, item_id: int, words: str, by: Viewer, at: datetime) -> DisposalItem:
    """The record stays. Raises ReasonMissing, ListIsSigned, NotFound, NotAllowed."""
    if not words.strip():
        raise ReasonMissing
    with transaction():
        for item in _items(disposal_list, item_id, by):
            if not item.out:
                item.out, item.out_words, item.out_at = OutReason.BY_HAND, words.strip()[:300], at
                item.save(update_fields=["out", "out_words", "out_at"])
                fact = event_types.ItemTakenOut(str(item.subject))
                events.record(fact, subject=disposal_list.uuid, by=by.actor, at=at)
    return DisposalItem.objects.get(pk=item_id)


def put_back(*, disposal_list: DisposalList, item_id: int, by: Viewer, at: datetime) -> DisposalItem:
    """What was taken out by hand goes with the others again. Raises ListIsSigned, NotFound, NotAllowed."""
    with transaction():
        for item in _items(disposal_list, item_id, by):
            if item.out == OutReason.BY_HAND:
                item.out, item.out_words, item.out_at = "", "", None
                item.save(update_fields=["out", "out_words", "out_at"])
                fact = event_types.ItemTakenOut(str(item.subject), back=True)
                events.record(fact, subject=disposal_list.uuid, by=by.actor, at=at)
    return DisposalItem.objects.get(pk=item_id)


@transaction_required
def _items(disposal_list: DisposalList, item_id: int, by: Viewer) -> list[DisposalItem]:
    """The record, and every other row on the list that is the same customer."""
    locked(disposal_list=disposal_list, by=by)
    item = DisposalItem.objects.filter(disposal_list=disposal_list, pk=item_id).first()
    if item is None:
        raise NotFound
    if disposal_list.retention != RetentionClass.CUSTOMER:
        return [item]
    same = {person.uuid for person in customers.people(uuids=[item.subject])} | {item.subject}
    return list(DisposalItem.objects.filter(disposal_list=disposal_list, subject__in=same).order_by("id"))
