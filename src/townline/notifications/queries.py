"""Messages to read: about one request or complaint, on the list of calls and letters, failed ones."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from django.core import signing
from django.db.models import Q, QuerySet

from townline.accounts.values import Viewer
from townline.complaints import queries as complaints
from townline.core.errors import NotFound
from townline.core.timeline import TimelineEntry
from townline.notifications.models import Message, MessageState, MessageText
from townline.notifications.steps import Step
from townline.notifications.words import Words, shipped_words
from townline.service_requests import queries as service_requests

_OPT_OUT = signing.Signer(salt="townline.opt_out")


def messages_about(*, subject: UUID) -> QuerySet[Message]:
    return Message.objects.filter(subject_uuid=subject).order_by("created_at")


def messages_about_all(*, subjects: Collection[UUID]) -> QuerySet[Message]:
    """Those about any of these requests, the oldest first: whoever reads them all keeps the last of each person."""
    return Message.objects.filter(subject_uuid__in=subjects).defer("body").order_by("created_at", "id")


def visible_messages(*, viewer: Viewer) -> QuerySet[Message]:
    """Messages about requests that this person may open, and about complaints: never about one against them."""
    requests = service_requests.visible_requests(viewer=viewer)
    about = Q(subject_uuid__in=requests.values("uuid")) | complaints.messages_open_to(viewer=viewer)
    return Message.objects.filter(about).select_related("customer")


def timeline_of(
    *, customers: Sequence[int], viewer: Viewer, before: datetime | None, limit: int
) -> list[TimelineEntry]:
    """The newest `limit + 1` messages to them before that moment; none about a case whose complainant is sealed to the viewer."""
    about = service_requests.subjects_open_to(viewer=viewer, named="subject_uuid")
    rows = Message.objects.filter(customer__in=customers, subject_uuid__in=about)
    if before is not None:
        rows = rows.filter(created_at__lt=before)
    return [_entry(row) for row in rows.defer("body").order_by("-created_at", "-id")[: limit + 1]]


def _entry(message: Message) -> TimelineEntry:
    values = {
        "channel": message.channel,
        "channel_name": str(message.get_channel_display()),
        "state": message.state,
        "subject": message.title,
    }
    return TimelineEntry(
        at=message.created_at,
        kind="message",
        title="message",
        values=values,
        link="request",
        reference=message.reference,
        subject=message.subject_uuid,
    )


def to_do(*, viewer: Viewer) -> QuerySet[Message]:
    """Calls and letters that wait for somebody: those due first, then those put off, each oldest first."""
    return visible_messages(viewer=viewer).filter(state=MessageState.TO_DO).order_by("send_at", "id")


def failed(*, viewer: Viewer) -> QuerySet[Message]:
    return visible_messages(viewer=viewer).filter(state=MessageState.FAILED).order_by("-created_at")


def visible_message(*, uuid: UUID, viewer: Viewer) -> Message:
    message = visible_messages(viewer=viewer).filter(uuid=uuid).first()
    if message is None:
        raise NotFound
    return message


def texts_of(*, step: Step, language: str) -> QuerySet[MessageText]:
    return MessageText.objects.filter(step=step, language=language).order_by("-version")


def current_words(*, step: Step, language: str) -> Words:
    """The newest words of the city as they stand in the database, or those shipped."""
    newest = texts_of(step=step, language=language).first()
    return Words(newest.title, newest.body) if newest else shipped_words(step=step, language=language)


def own_texts() -> QuerySet[MessageText]:
    """Every version that the city wrote, the newest last."""
    return MessageText.objects.order_by("step", "language", "version")


def opt_out_token(*, customer_id: int) -> str:
    return _OPT_OUT.sign(str(customer_id)).replace(":", "~")


def customer_of_opt_out(*, token: str) -> int:
    """Raises NotFound for a link that was not made here."""
    try:
        return int(_OPT_OUT.unsign(token.replace("~", ":")))
    except (signing.BadSignature, ValueError):
        raise NotFound from None
