"""Destroy what was signed: in small transactions, one list after the other. Killed in between, it goes on where it was."""

import logging
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from townline.core.actor import SYSTEM
from townline.core.transactions import savepoint, transaction, transaction_required
from townline.customers import holdings as customers
from townline.events import operations as events
from townline.privacy.holdings import Person, holders
from townline.privacy.values import RetentionClass
from townline.records_office import event_types, ledger
from townline.records_office.eligible import Judge, uses_of
from townline.records_office.log_files import blot_out
from townline.records_office.models import DisposalItem, DisposalList
from townline.records_office.operations.lists import dues_of
from townline.records_office.operations.sweep import sweep
from townline.records_office.values import ListState, OutReason

logger = logging.getLogger(__name__)
CHUNK = 50  # records a transaction
STOPS = {OutReason.HOLD, OutReason.OPEN, OutReason.TOO_YOUNG}


def carry_out(*, at: datetime) -> int:
    """Works off every signed list; returns how many records were destroyed. Two workers never take the same list."""
    signed = DisposalList.objects.filter(state=ListState.SIGNED).order_by("signed_at", "id")
    return sum(_carry_out(row, at) for row in signed)


def _carry_out(row: DisposalList, at: datetime) -> int:
    ledger.write(disposal_list=row)  # before the first record: an older backup must hear of it
    done, failed = 0, set[int]()
    while True:
        size = 1 if failed else CHUNK
        ids: list[int] = []
        try:
            with savepoint():  # of its own, whoever called: a fault undoes this part only
                found = DisposalList.objects.select_for_update(skip_locked=True).filter(
                    pk=row.pk, state=ListState.SIGNED
                )
                current = found.first()
                if current is None:
                    return done
                items = _next(current, size, failed)
                ids = [item.pk for item in items]
                if not items:
                    break
                done += _destroy(current, items, at)
        except Exception:
            if not ids:
                raise  # the database is away, not a record at fault
            logger.exception("Part of disposal list %s was not carried out", row.uuid)
            failed |= (
                set(ids) if size == 1 else {0}
            )  # from now on one by one, so that a fault costs only its own record
    if not failed - {0}:
        _finish(row, at)
    return done


@transaction_required
def _next(row: DisposalList, size: int, failed: set[int]) -> list[DisposalItem]:
    waiting = DisposalItem.objects.filter(disposal_list=row, done_at__isnull=True, out="").exclude(pk__in=failed)
    return list(waiting.order_by("id")[:size])


@transaction_required
def _destroy(row: DisposalList, items: Sequence[DisposalItem], at: datetime) -> int:
    """What may not go any more, because of a hold that came after the signature, is left and says so."""
    retention = RetentionClass(row.retention)
    dues = dues_of(retention=retention, items=list(items))
    verdicts = {one.due.subject: one.out for one in Judge(at=at).judged(retention=retention, dues=list(dues.values()))}
    whole = _whole_customers(row, items) if retention == RetentionClass.CUSTOMER else {item.subject for item in items}
    going = []
    for item in items:
        out = verdicts.get(item.subject) if item.subject in dues else OutReason.GONE
        if row.is_replayed and out in STOPS:
            out = None  # it was destroyed once already, when nothing kept it
        if out is None and item.subject not in whole:
            out = OutReason.JOINED
        if out is None:
            going.append(item)
        else:
            item.out, item.out_at = out, at
    DisposalItem.objects.bulk_update([item for item in items if item.out], ["out", "out_at"])
    if going:
        _let_go(row, retention, going, at)
    return len(going)


@transaction_required
def _whole_customers(row: DisposalList, items: Sequence[DisposalItem]) -> set[UUID]:
    """Those of whom every row that is the same customer is on the list too: a steward may have joined some since."""
    groups = customers.groups_of(uuids=[item.subject for item in items])
    everybody = {person.uuid for group in groups.values() for person in group}
    listed = set(
        DisposalItem.objects.filter(disposal_list=row, subject__in=everybody, out="").values_list("subject", flat=True)
    )
    return {uuid for uuid, group in groups.items() if all(person.uuid in listed for person in group)}


@transaction_required
def _let_go(row: DisposalList, retention: RetentionClass, going: Sequence[DisposalItem], at: datetime) -> None:
    subjects = [item.subject for item in going]
    people: Sequence[Person] = customers.people(uuids=subjects) if retention == RetentionClass.CUSTOMER else ()
    about = (
        {use.subject for uses in uses_of(people=subjects).values() for use in uses if use.subject} if people else set()
    )
    everything = [*subjects, *about]  # what hangs on a request of theirs must still find it when the link is cut
    counts = Counter(row.counts)
    counts["log_lines"] += blot_out(traces=[trace for person in people for trace in person.traces])
    for holder in holders():
        gone = holder.dispose(people=people, subjects=everything, by=SYSTEM, at=at, certificate=row.uuid)
        counts.update(gone.counts)
    DisposalItem.objects.filter(pk__in=[item.pk for item in going]).update(done_at=at)
    row.counts = {what: count for what, count in counts.items() if count}
    row.save(update_fields=["counts"])


def _finish(row: DisposalList, at: datetime) -> None:
    with transaction():
        current = DisposalList.objects.select_for_update().get(pk=row.pk)
        if current.state != ListState.SIGNED:
            return
        current.state, current.done_at = ListState.DONE, at
        current.save(update_fields=["state", "done_at"])
        events.record(event_types.ListDone(current.counts), subject=current.uuid, by=SYSTEM, at=at)
    ledger.write(disposal_list=current)
    sweep()
