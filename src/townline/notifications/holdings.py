"""Messages as the records office sees them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from townline.notifications.models import Message, MessageState
from townline.notifications.operations.dispose import dispose
from townline.privacy.holdings import Due, Held, LastUse, Person, Walk, Window, held_text
from townline.privacy.values import RetentionClass

__all__ = ["WALKS", "about", "dispose", "held_about", "last_used"]

WAITING = (MessageState.HELD, MessageState.TO_DO)
_LABELS = {
    "title": gettext_lazy("Title"),
    "body": gettext_lazy("Words"),
    "channel": gettext_lazy("Channel"),
    "to": gettext_lazy("Sent to"),
    "state": gettext_lazy("State"),
    "sent_at": gettext_lazy("Sent"),
    "done_by": gettext_lazy("Done by"),
    "done_note": gettext_lazy("Note"),
}


def held_about(*, people: Sequence[Person]) -> Iterable[Held]:
    """Every message to these people, the oldest first."""
    rows = Message.objects.filter(customer_id__in=[person.id for person in people]).order_by("created_at", "id")
    for row in rows.iterator():
        title = _("Message about %(reference)s: %(title)s") % {"reference": row.reference, "title": row.title}
        yield Held("notifications", "message", row.uuid, title, held_text(row, _LABELS), row.created_at)


def last_used(*, people: Sequence[Person]) -> Iterable[LastUse]:
    by_id = {person.id: person.uuid for person in people}
    rows = Message.objects.filter(customer_id__in=by_id).values_list("customer_id", "created_at", "state")
    for customer_id, at, state in rows:
        yield LastUse(by_id[customer_id or 0], RetentionClass.MESSAGE, at, state in WAITING)


def about(*, retention: RetentionClass, subjects: Sequence[UUID]) -> Sequence[Due]:
    if retention != RetentionClass.MESSAGE:
        return ()
    return _due(Q(uuid__in=subjects))


def _past(*, before: datetime, after: int, width: int) -> Window:
    last = Message.objects.order_by("-id").values_list("id", flat=True).first() or 0
    rows = _due(~Q(state__in=WAITING) & Q(id__gt=after, id__lte=after + width, created_at__lt=before))
    return Window(rows, after + width if after + width < last else None)


def _due(condition: Q) -> list[Due]:
    rows = Message.objects.filter(condition).order_by("id")
    columns = rows.values_list("uuid", "created_at", "reference", "subject_uuid", "customer__uuid", "state")
    return [
        Due(uuid, at, reference, tuple(filter(None, (subject, person))), is_open=state in WAITING)
        for uuid, at, reference, subject, person, state in columns
    ]


WALKS: Mapping[RetentionClass, Walk] = {RetentionClass.MESSAGE: _past}
