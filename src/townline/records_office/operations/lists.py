"""Look again at what is on a list: which of its records may go now."""

import hashlib
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from townline.accounts.permissions import Capability
from townline.accounts.values import Viewer
from townline.core.errors import NotAllowed, OperationRefused
from townline.core.transactions import transaction, transaction_required
from townline.privacy.holdings import Due, holders
from townline.privacy.values import RetentionClass
from townline.records_office.eligible import Judge
from townline.records_office.models import DisposalItem, DisposalList
from townline.records_office.values import ListState, OutReason

CHUNK = 500


class ListIsSigned(OperationRefused):
    message = _("This list is signed. What is on it does not change any more.")


@transaction_required
def locked(*, disposal_list: DisposalList, by: Viewer) -> DisposalList:
    """The list, still open, for somebody who may sign it. Raises ListIsSigned, NotAllowed."""
    if not by.can(Capability.SIGN_DISPOSAL):
        raise NotAllowed
    found = DisposalList.objects.select_for_update().get(pk=disposal_list.pk)
    if found.state != ListState.PROPOSED:
        raise ListIsSigned
    return found


def judge_again(*, disposal_list: DisposalList, by: Viewer, at: datetime) -> int:
    """Takes out what may not go any more and puts back what may; returns how many changed."""
    with transaction():
        found = locked(disposal_list=disposal_list, by=by)
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
