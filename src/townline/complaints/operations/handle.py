"""Give a complaint to somebody who is not concerned; say what it is about; keep the customer informed."""

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from townline.accounts.values import Viewer
from townline.complaints import event_types, permissions
from townline.complaints.matters import columns_of
from townline.complaints.models import Complaint, Update
from townline.complaints.queries.files import possible_handlers, visible_complaints
from townline.complaints.queries.rules import rule_of
from townline.complaints.values import Matter, State
from townline.core.actor import SYSTEM, Actor
from townline.core.errors import NotAllowed, NotFound, OperationRefused
from townline.core.transactions import transaction, transaction_required
from townline.events import operations as events


class NotIndependent(OperationRefused):
    message = _("This person is concerned by the complaint and cannot have it. Choose somebody who is not.")


class NotOpen(OperationRefused):
    message = _("This stage is decided. Nothing more is done here unless the customer goes on.")


class WordsMissing(OperationRefused):
    message = _("Write something first.")


@transaction_required
def locked(*, complaint: Complaint, by: Viewer) -> Complaint:
    """The row as it is now, if the viewer may still see it. Raises NotAllowed and NotFound."""
    if not permissions.may_handle(viewer=by):
        raise NotAllowed
    if not visible_complaints(viewer=by).filter(pk=complaint.pk).exists():
        raise NotFound
    return Complaint.objects.select_for_update().get(pk=complaint.pk)


def assign(*, complaint: Complaint, handler_id: int, by: Viewer, at: datetime) -> Complaint:
    """Raises NotIndependent, NotOpen, NotAllowed, NotFound."""
    with transaction():
        current = _open(complaint, by)
        if handler_id not in dict(possible_handlers(complaint=current)):
            raise NotIndependent
        current.handler_id = handler_id
        current.save(update_fields=["handler"])
        events.record(event_types.ComplaintAssigned(handler_id), subject=current.uuid, by=by.actor, at=at)
    return current


def say_matter(*, complaint: Complaint, matter: Matter, by: Viewer, at: datetime) -> Complaint:
    """Who or what is meant. A handler who is concerned by it loses the file. Raises NotOpen, NotAllowed, NotFound."""
    with transaction():
        current = _open(complaint, by)
        columns = columns_of(matter)
        for name, value in columns.items():
            setattr(current, name, value)
        if current.handler_id and current.handler_id not in dict(possible_handlers(complaint=current)):
            current.handler_id = None
        current.save(update_fields=[*(name.removesuffix("_id") for name in columns), "handler"])
        events.record(event_types.ComplaintMatterChanged(current.about), subject=current.uuid, by=by.actor, at=at)
    return current


def inform(*, complaint: Complaint, words: str, by: Viewer, at: datetime) -> Update:
    """Tells the customer how it stands; the next news are promised again. Raises WordsMissing, NotOpen, NotAllowed, NotFound."""
    with transaction():
        current = _open(complaint, by)
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


def _open(complaint: Complaint, by: Viewer) -> Complaint:
    current = locked(complaint=complaint, by=by)
    if not current.is_open:
        raise NotOpen
    return current


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
