"""Mail to people of the city: what waits for them, what is late, what the morning brings."""

import logging
from datetime import datetime, timedelta
from email.utils import make_msgid
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from townline.accounts.permissions import Capability
from townline.accounts.values import Viewer
from townline.core.actor import SYSTEM
from townline.core.errors import NotAllowed, NotFound
from townline.core.transactions import transaction
from townline.events import operations as events
from townline.notifications import event_types
from townline.notifications.models import MessageState, StaffMessage

if TYPE_CHECKING:
    from uuid import UUID

    from townline.accounts.models import User

logger = logging.getLogger(__name__)
WAITS = (60, 300, 1_800, 7_200, 43_200)  # seconds before the next try


def tell_staff(*, user: "User", kind: str, subject_line: str, text: str, identity: str, at: datetime) -> bool:
    """Writes one mail, in the words given (say them in `user.language`). False if this `identity` was told before.

    Mail travels in the open: no personal data of residents in it, least of all in `subject_line`; a link leads to them.
    Joins the transaction that is open, so that a fact and its mail are written together. Who has left, or whose term of
    office is over, is told nothing.
    """
    if not user.is_active or user.role_has_ended(on=timezone.localtime(at).date()):
        return False
    with transaction():
        _row, is_new = StaffMessage.objects.get_or_create(
            user=user,
            identity=identity,
            defaults={
                "kind": kind,
                "title": " ".join(subject_line.split())[:200],
                "body": text.strip(),
                "language": user.language,
                "state": MessageState.TRAINING if settings.TOWNLINE_TRAINING else MessageState.HELD,
                "send_at": at,
                "created_at": at,
            },
        )
    return is_new


def send_staff_mail(*, at: datetime, limit: int = 50) -> int:
    """Sends at most `limit` mails, oldest first; returns how many were tried."""
    tried = 0
    while tried < limit and _send_one(at=at):
        tried += 1
    return tried


def try_staff_mail_again(*, uuid: "UUID", by: Viewer, at: datetime) -> None:
    """Puts a mail that failed back into the queue. Raises NotAllowed, NotFound."""
    if not by.can(Capability.CHANGE_SETTINGS):
        raise NotAllowed
    row = StaffMessage.objects.filter(uuid=uuid, state=MessageState.FAILED).first()
    if row is None:
        raise NotFound
    with transaction():
        StaffMessage.objects.filter(pk=row.pk).update(state=MessageState.HELD, attempts=0, send_at=at)
        events.record(event_types.StaffMailRetried(row.kind), subject=uuid, by=by.actor, at=at)


def _send_one(*, at: datetime) -> bool:
    with transaction():
        held = StaffMessage.objects.select_for_update(skip_locked=True, of=("self",)).select_related("user")
        row = held.filter(state=MessageState.HELD, send_at__lte=at).order_by("send_at", "id").first()
        if row is None:
            return False
        if not row.user.is_active:
            row.state = MessageState.TAKEN_BACK
            row.save(update_fields=["state"])
            return True
        try:
            _mail_of(row).send()
        except Exception as error:  # noqa: BLE001 - the server is down or says no: say so and try later
            logger.warning("Staff mail %s was not sent: %s", row.uuid, error)
            _put_back(row, error=error, at=at)
        else:
            row.state, row.sent_at, row.error = MessageState.SENT, at, ""
            row.save(update_fields=["state", "sent_at", "error"])
            events.record(event_types.StaffMailSent(row.kind), subject=row.uuid, by=SYSTEM, at=at)
        return True


def _put_back(row: StaffMessage, *, error: Exception, at: datetime) -> None:
    row.attempts += 1
    row.error = f"{type(error).__name__}: {error}"[:1000]
    if row.attempts > len(WAITS):
        row.state = MessageState.FAILED
        events.record(event_types.StaffMailFailed(row.kind), subject=row.uuid, by=SYSTEM, at=at)
    else:
        row.send_at = at + timedelta(seconds=WAITS[row.attempts - 1])
    row.save(update_fields=["attempts", "error", "state", "send_at"])


def _mail_of(row: StaffMessage) -> EmailMessage:
    city = settings.TOWNLINE_CITY.get(row.language, settings.TOWNLINE_CITY["en"])
    with translation.override(row.language):
        foot = _("You get this mail because you work on it for the %(city)s.") % {"city": city}
    domain = make_msgid(domain=settings.TOWNLINE_REPLY_TO.rpartition("@")[2]).rpartition("@")[2]
    return EmailMessage(
        subject=row.title,
        body=f"{row.body}\n\n--\n{foot}\n",
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[row.user.email],
        headers={
            "Message-ID": f"<{row.uuid}@{domain}",
            "Auto-Submitted": "auto-generated",
            "Content-Language": row.language,
        },
    )
