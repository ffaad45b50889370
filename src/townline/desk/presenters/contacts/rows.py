"""A contact as a line of a list."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils import timezone

from townline.desk.presenters.contacts.naming import CHANNEL_ICONS, caller_name, contact_url
from townline.desk.presenters.contacts.topics import topic
from townline.interactions.values import PromiseState
from townline.ui import times

if TYPE_CHECKING:
    from townline.interactions.models import Interaction


@dataclass(frozen=True, slots=True)
class Row:
    url: str
    who: str
    icon: str
    channel: object
    started_at: datetime
    topic: str
    summary: str
    outcome: object
    promised: str
    promised_by: str
    is_overdue: bool
    is_open: bool
    handler: str = ""


def contact_row(contact: "Interaction", *, at: datetime, handler: str = "") -> Row:
    handling = contact.handling
    is_promised = handling.promise_state == PromiseState.OPEN and handling.promised_by is not None
    today = timezone.localdate(at)
    return Row(
        url=contact_url(contact),
        who=caller_name(contact),
        icon=CHANNEL_ICONS.get(contact.channel, "note"),
        channel=contact.get_channel_display(),
        started_at=handling.started_at,
        topic=topic(handling),
        summary=handling.summary,
        outcome=handling.get_outcome_display() if handling.outcome else "",
        promised=handling.promised if is_promised else "",
        promised_by=times.in_words(handling.promised_by, today=today) if handling.promised_by and is_promised else "",
        is_overdue=is_promised and handling.promised_by is not None and handling.promised_by < today,
        is_open=handling.wrapped_up_at is None,
        handler=handler,
    )
