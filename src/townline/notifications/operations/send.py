"""Send held e-mails whose moment has come, by SMTP."""

import logging
from datetime import datetime, timedelta
from email.utils import make_msgid

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.template.loader import render_to_string
from django.utils import translation

from townline.complaints import queries as complaints
from townline.core import reference
from townline.core.actor import SYSTEM
from townline.core.links import link
from townline.core.transactions import transaction
from townline.customers import queries as customers
from townline.events import operations as events
from townline.notifications import event_types
from townline.notifications.models import Message, MessageChannel, MessageState
from townline.notifications.operations.tell_staff import send_staff_mail
from townline.notifications.queries import opt_out_token
from townline.notifications.steps import ABOUT_COMPLAINTS, ABOUT_PRAISE
from townline.service_requests import queries as service_requests

logger = logging.getLogger(__name__)
WAITS = (60, 300, 1_800, 7_200, 43_200)  # seconds before the next try


def send_due(*, at: datetime, limit: int = 50) -> int:
    """Sends at most `limit` messages, oldest first, and then what staff are told; returns how many were tried.

    A message may reach the server twice if we die between its answer and our commit; its Message-ID is the same then.
    """
    tried = 0
    while tried < limit and _send_one(at=at):
        tried += 1
    return tried + send_staff_mail(at=at, limit=limit - tried)


def _send_one(*, at: datetime) -> bool:
    with transaction():
        held = Message.objects.select_for_update(skip_locked=True).filter(
            state=MessageState.HELD, channel=MessageChannel.EMAIL, send_at__lte=at
        )
        message = held.order_by("send_at", "id").first()
        if message is None:
            return False
        if not customers.takes_messages(kind="email", value=message.to):
            message.state = MessageState.OPTED_OUT  # they said so after it was written
            message.save(update_fields=["state"])
            return True
        try:
            mail_of(message).send()
        except Exception as error:  # noqa: BLE001 - the server is down or says no: say so and try later
            logger.warning("Message %s was not sent: %s", message.uuid, error)
            _put_back(message, error=error, at=at)
        else:
            message.state, message.sent_at, message.error = MessageState.SENT, at, ""
            message.save(update_fields=["state", "sent_at", "error"])
            fact = event_types.MessageSent(str(message.uuid), message.step, message.channel)
            events.record(fact, subject=message.subject_uuid, by=SYSTEM, at=at)
        return True


def _put_back(message: Message, *, error: Exception, at: datetime) -> None:
    message.attempts += 1
    message.error = f"{type(error).__name__}: {error}"[:1000]
    if message.attempts > len(WAITS):
        message.state = MessageState.FAILED
        fact = event_types.MessageFailed(str(message.uuid), message.step, message.channel)
        events.record(fact, subject=message.subject_uuid, by=SYSTEM, at=at)
    else:
        message.send_at = at + timedelta(seconds=WAITS[message.attempts - 1])
    message.save(update_fields=["attempts", "error", "state", "send_at"])


def _page_of(message: Message) -> str:
    """The private page of what the message is about; a compliment has none."""
    if message.step in ABOUT_PRAISE:
        return ""
    if message.step in ABOUT_COMPLAINTS:
        token = complaints.token_of(uuid=message.subject_uuid)
        return link(name="complaint", language=message.language, token=token)
    token = service_requests.track_token(uuid=message.subject_uuid, customer_id=message.customer_id)
    return link(name="track", language=message.language, token=token)


def mail_of(message: Message) -> EmailMultiAlternatives:
    """The mail as it goes out: text and HTML, a fixed Message-ID, replies to a staffed mailbox."""
    stop = link(name="opt_out", language=message.language, token=opt_out_token(customer_id=message.customer_id or 0))
    context = {
        "body": message.body,
        "reference": reference.said(message.reference),
        "link": _page_of(message),
        "stop": stop,
        "city": settings.TOWNLINE_CITY[message.language],
        "language": message.language,
        "title": message.title,
        "is_complaint": message.step in ABOUT_COMPLAINTS | ABOUT_PRAISE,
    }
    with translation.override(message.language):
        text = render_to_string("notifications/mail.txt", context)
        page = render_to_string("notifications/mail.html", context)
    domain = make_msgid(domain=settings.TOWNLINE_REPLY_TO.rpartition("@")[2]).rpartition("@")[2]
    mail = EmailMultiAlternatives(
        subject=message.title,
        body=text,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[message.to],
        reply_to=[settings.TOWNLINE_REPLY_TO],
        headers={
            "Message-ID": f"<{message.uuid}@{domain}",
            "List-Unsubscribe": f"<{stop}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "Auto-Submitted": "auto-generated",
            "Content-Language": message.language,
        },
        connection=get_connection(),
    )
    mail.attach_alternative(page, "text/html")
    return mail
