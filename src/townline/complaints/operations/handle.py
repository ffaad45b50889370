"""Give a complaint to somebody who is not concerned; say what it is about."""

from datetime import datetime

from townline.accounts.values import Viewer
from townline.complaints import event_types, permissions
from townline.complaints.matters import columns_of
from townline.complaints.models import Complaint
from townline.complaints.queries.files import possible_handlers, visible_complaints
from townline.complaints.refusals import NotIndependent, NotOpen
from townline.complaints.values import Matter
from townline.core.errors import NotAllowed, NotFound
from townline.core.transactions import transaction, transaction_required
from townline.events import operations as events


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
        current = opened(complaint, by)
        if handler_id not in dict(possible_handlers(complaint=current)):
            raise NotIndependent
        current.handler_id = handler_id
        current.save(update_fields=["handler"])
        events.record(event_types.ComplaintAssigned(handler_id), subject=current.uuid, by=by.actor, at=at)
    return current


def say_matter(*, complaint: Complaint, matter: Matter, by: Viewer, at: datetime) -> Complaint:
    """Who or what is meant. A handler who is concerned by it loses the file. Raises NotOpen, NotAllowed, NotFound."""
    with transaction():
        current = opened(complaint, by)
        columns = columns_of(matter)
        for name, value in columns.items():
            setattr(current, name, value)
        if current.handler_id and current.handler_id not in dict(possible_handlers(complaint=current)):
            current.handler_id = None
        current.save(update_fields=[*(name.removesuffix("_id") for name in columns), "handler"])
        events.record(event_types.ComplaintMatterChanged(current.about), subject=current.uuid, by=by.actor, at=at)
    return current


@transaction_required
def opened(complaint: Complaint, by: Viewer) -> Complaint:
    current = locked(complaint=complaint, by=by)
    if not current.is_open:
        raise NotOpen
    return current
