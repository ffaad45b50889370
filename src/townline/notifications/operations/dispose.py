"""Let go of messages: the rows, and what the mail catcher of a sample city kept of them."""

import re
from collections.abc import Collection, Sequence
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db.models import Q, QuerySet

from townline.accounts.operations.people import user_subject
from townline.complaints import queries as complaints
from townline.core.actor import Actor
from townline.notifications.models import Message, StaffMessage
from townline.privacy.holdings import Disposed, Person, disposing
from townline.service_requests import queries as service_requests

_MESSAGE_ID = re.compile(rb"^Message-ID:\s*<([0-9a-f-]{36})@", re.IGNORECASE | re.MULTILINE)
_HEAD = 16_384  # bytes of a mail in which its Message-ID stands


def messages_of(*, people: Sequence[Person], subjects: Sequence[UUID]) -> QuerySet[Message]:
    """To these people, about their requests, about these requests, or these very messages."""
    ids = [person.id for person in people]
    about = [*subjects, *service_requests.requests_of(customers=ids), *complaints.complaints_of(customers=ids)]
    return Message.objects.filter(Q(customer_id__in=ids) | Q(subject_uuid__in=about) | Q(uuid__in=subjects))


def dispose(
    *, people: Sequence[Person], by: Actor, at: datetime, certificate: UUID, subjects: Sequence[UUID] = ()
) -> Disposed:
    """Files first: if the machine stops in between, the rows still say which files were meant."""
    with disposing(certificate=certificate):
        found = list(messages_of(people=people, subjects=subjects).select_for_update().values_list("uuid", flat=True))
        files = _remove_caught(set(found))
        count, _tables = Message.objects.filter(uuid__in=found).delete()
        _forget_staff(set(subjects))
    return Disposed({"messages": count, "caught_mails": files})


def _forget_staff(subjects: set[UUID]) -> None:
    """What was mailed to people whose account is destroyed."""
    users = StaffMessage.objects.values_list("user_id", flat=True).distinct() if subjects else []
    StaffMessage.objects.filter(user__in=[user for user in users if user_subject(user) in subjects]).delete()


def _remove_caught(messages: Collection[UUID]) -> int:
    folder: Path | None = settings.TOWNLINE_MAIL_CATCHER
    if not messages or folder is None or not folder.is_dir():
        return 0
    sought = {str(uuid).encode() for uuid in messages}
    gone = [path for path in folder.glob("*.eml") if _message_of(path) in sought]
    for path in gone:
        path.unlink(missing_ok=True)
    return len(gone)


def _message_of(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            match = _MESSAGE_ID.search(file.read(_HEAD))
    except FileNotFoundError:
        return b""
    return match[1].lower() if match else b""
