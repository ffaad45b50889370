"""Keep the customer informed, write notes, and find those whom we promised news and gave none."""

from datetime import datetime, timedelta

from townline.accounts.values import Viewer
from townline.complaints import event_types
from townline.complaints.models import Complaint, Update
from townline.complaints.operations.handle import locked, opened
from townline.complaints.queries.rules import rule_of
from townline.complaints.refusals import NotOpen, WordsMissing
from townline.complaints.values import State
from townline.core.actor import SYSTEM, Actor
from townline.core.transactions import transaction
from townline.events import operations as events


def inform(*, complaint: Complaint, words: str, by: Viewer, at: datetime) -> Update:
    """Tells the customer how it stands; the next news are promised again. Raises WordsMissing, NotOpen, NotAllowed, NotFound."""
    with transaction():
        current = opened(complaint, by)
        update = _write(current, words, by.actor, at, to_customer=True)
        current.informed_at, current.update_missed_at = at, None
        current.inform_by = at + timedelta(days=rule_of(stage=current.stage).inform_days)
        current.save(update_fields=["informed_at", "update_missed_at", "inform_by"])
        events.record(event_types.ComplaintInformed(update.pk), subject=current.uuid, by=by.actor, at=at)
    return update


def note(*, complaint: Complaint, words: str, by: Viewer, at: datetime) -> Update:
    """For ourselves; the customer does not see it. Raises WordsMissing, NotAllowed, NotFound."""
    with transaction():
        current = locked(complaint=complaint, by=by)
        update = _write(current, words, by.actor, at)
        events.record(event_types.ComplaintNoteAdded(update.pk), subject=current.uuid, by=by.actor, at=at)
    return update


def add_from_customer(*, complaint: Complaint, words: str, by: Actor, at: datetime) -> Update:
    """From the private page. Raises WordsMissing, NotOpen."""
    with transaction():
        current = Complaint.objects.select_for_update().get(pk=complaint.pk)
        if current.state == State.CLOSED:
            raise NotOpen
        update = _write(current, words, by, at, from_customer=True)
        fact = event_types.ComplaintNoteAdded(update.pk, from_customer=True)
        events.record(fact, subject=current.uuid, by=by, at=at)
    return update


def mark_missed_updates(*, at: datetime) -> int:
    """The customers to whom we promised news by now and gave none: their complaints come first in the list."""
    due = Complaint.objects.filter(state=State.OPEN, inform_by__lt=at, update_missed_at=None)
    with transaction():
        rows = list(due.select_for_update(skip_locked=True).order_by("inform_by")[:500])
        for row in rows:
            row.update_missed_at = row.inform_by
            row.save(update_fields=["update_missed_at"])
            promised = row.inform_by.isoformat() if row.inform_by else ""
            events.record(event_types.ComplaintUpdateMissed(promised), subject=row.uuid, by=SYSTEM, at=at)
    return len(rows)


def _write(
    complaint: Complaint,
    words: str,
    by: Actor,
    at: datetime,
    *,
    to_customer: bool = False,
    from_customer: bool = False,
) -> Update:
    if not words.strip():
        raise WordsMissing
    return Update.objects.create(
        complaint=complaint,
        words=words.strip()[:4_000],
        to_customer=to_customer,
        from_customer=from_customer,
        written_at=at,
        written_by=by.label if by.is_staff else "",
    )
