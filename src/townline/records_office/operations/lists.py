"""What the clerk does with a list: take records out, put them back, sign."""

import hashlib
from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from townline.accounts.permissions import Capability
from townline.accounts.values import Viewer
from townline.core.errors import EditConflict, NotAllowed, NotFound, OperationRefused
from townline.core.transactions import transaction, transaction_required
from townline.events import operations as events
from townline.privacy.holdings import Due, holders
from townline.privacy.values import RetentionClass
from townline.records_office import event_types
from townline.records_office.eligible import Judge
from townline.records_office.models import DisposalItem, DisposalList
from townline.records_office.queries import rule_of
from townline.records_office.values import ListState, OutReason

PROOF_HOLDS = timedelta(minutes=15)
CHUNK = 500


class ReasonMissing(OperationRefused):
    message = _("Say why this record stays: the list is shown to auditors.")


class ListIsSigned(OperationRefused):
    message = _("This list is signed. What is on it does not change any more.")


class NothingToSign(OperationRefused):
    message = _("Nothing on this list may be destroyed now: each record says why.")


class SecondFactorMissing(OperationRefused):
    message = _("Sign with your second factor: confirm it once more, then sign within fifteen minutes.")


def take_out(*, disposal_list: DisposalList, item_id: int, words: str, by: Viewer, at: datetime) -> DisposalItem:
    """The record stays. Raises ReasonMissing, ListIsSigned, NotFound, NotAllowed."""
    if not words.strip():
        raise ReasonMissing
    with transaction():
        item = _item(disposal_list, item_id, by)
        if not item.out:
            item.out, item.out_words, item.out_at = OutReason.BY_HAND, words.strip()[:300], at
            item.save(update_fields=["out", "out_words", "out_at"])
            fact = event_types.ItemTakenOut(str(item.subject))
            events.record(fact, subject=item.disposal_list.uuid, by=by.actor, at=at)
    return item


def put_back(*, disposal_list: DisposalList, item_id: int, by: Viewer, at: datetime) -> DisposalItem:
    """What was taken out by hand goes with the others again. Raises ListIsSigned, NotFound, NotAllowed."""
    with transaction():
        item = _item(disposal_list, item_id, by)
        if item.out == OutReason.BY_HAND:
            item.out, item.out_words, item.out_at = "", "", None
            item.save(update_fields=["out", "out_words", "out_at"])
            fact = event_types.ItemTakenOut(str(item.subject), back=True)
            events.record(fact, subject=item.disposal_list.uuid, by=by.actor, at=at)
    return item


@transaction_required
def _item(disposal_list: DisposalList, item_id: int, by: Viewer) -> DisposalItem:
    _locked(disposal_list, by)
    item = DisposalItem.objects.select_related("disposal_list").filter(disposal_list=disposal_list, pk=item_id).first()
    if item is None:
        raise NotFound
    return item


@transaction_required
def _locked(disposal_list: DisposalList, by: Viewer) -> DisposalList:
    if not by.can(Capability.SIGN_DISPOSAL):
        raise NotAllowed
    found = DisposalList.objects.select_for_update().get(pk=disposal_list.pk)
    if found.state != ListState.PROPOSED:
        raise ListIsSigned
    return found


def sign(
    *, disposal_list: DisposalList, seen: str, by: Viewer, second_factor_at: datetime | None, at: datetime
) -> DisposalList:
    """Orders the destruction of what is on the list. `seen` is the hash of what the clerk looked at.

    Raises SecondFactorMissing, EditConflict when the list is not what was seen, NothingToSign, ListIsSigned, NotAllowed.
    """
    if second_factor_at is None or at - second_factor_at > PROOF_HOLDS:
        raise SecondFactorMissing
    judge_again(disposal_list=disposal_list, by=by, at=at)  # in its own transaction: what it finds stays to be seen
    with transaction():
        found = _locked(disposal_list, by)
        if hash_of(disposal_list=found) != seen:
            raise EditConflict
        going = DisposalItem.objects.filter(disposal_list=found, out="").count()
        if not going:
            raise NothingToSign
        rule = rule_of(retention=found.retention)
        found.state, found.items_hash, found.signed_at = ListState.SIGNED, seen, at
        found.signed_by_id, found.signed_by = by.user_id, by.actor.label
        found.authority_en, found.authority_fr = rule.authority_en, rule.authority_fr
        found.save()
        events.record(event_types.ListSigned(seen, going), subject=found.uuid, by=by.actor, at=at)
    return found


def judge_again(*, disposal_list: DisposalList, by: Viewer, at: datetime) -> int:
    """Takes out what may not go any more and puts back what may; returns how many changed."""
    with transaction():
        found = _locked(disposal_list, by)
        items = list(DisposalItem.objects.filter(disposal_list=found).exclude(out=OutReason.BY_HAND).order_by("id"))
        changed = [
            item for start in range(0, len(items), CHUNK) for item in _changed(found, items[start : start + CHUNK], at)
        ]
        DisposalItem.objects.bulk_update(changed, ["out", "out_at", "last_used_at"])
    return len(changed)


@transaction_required
def _changed(found: DisposalList, items: list[DisposalItem], at: datetime) -> list[DisposalItem]:
    retention = RetentionClass(found.retention)
    dues = dues_of(retention=retention, items=items)
    verdicts = {one.due.subject: one for one in Judge(at=at).judged(retention=retention, dues=list(dues.values()))}
    changed = []
    for item in items:
        verdict = verdicts.get(item.subject)
        out = (verdict.out or "") if verdict else OutReason.GONE
        if out != item.out:
            item.out, item.out_at = out, at if out else None
            changed.append(item)
    return changed


def dues_of(*, retention: RetentionClass, items: list[DisposalItem]) -> dict[object, Due]:
    """The records as they are now, by their uuid."""
    subjects = [item.subject for item in items]
    return {
        due.subject: due
        for holder in holders()
        if retention in holder.WALKS
        for due in holder.about(retention=retention, subjects=subjects)
    }


def hash_of(*, disposal_list: DisposalList) -> str:
    """Over what goes and what stays: SHA-256 of one line a record, in the order of the uuids."""
    digest = hashlib.sha256(f"{disposal_list.uuid} {disposal_list.retention}\n".encode())
    rows = DisposalItem.objects.filter(disposal_list=disposal_list).order_by("subject")
    for subject, label, last_used_at, out in rows.values_list("subject", "label", "last_used_at", "out").iterator():
        digest.update(f"{subject} {label} {last_used_at.isoformat()} {out}\n".encode())
    return digest.hexdigest()
