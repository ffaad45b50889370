"""What was sent to the customer, on the timeline."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from townline.desk.presenters.timeline.entry import Entry

if TYPE_CHECKING:
    from townline.notifications.models import Message

_MESSAGE_ICONS = {"email": "mail", "call": "phone", "letter": "letter"}


def message_state_words(state: str, *, is_held: bool = False) -> str:
    return {
        "held": _("goes out in a minute") if is_held else _("is being sent"),
        "sent": _("sent"),
        "failed": _("could not be delivered"),
        "to_do": _("waits for somebody to do it"),
        "done": _("done"),
        "taken_back": _("taken back"),
        "opted_out": _("not sent: the customer opted out"),
        "training": _("not sent: training copy"),
    }.get(state, state)


def message_entry(message: "Message", at: datetime) -> Entry:
    is_held = message.state == "held" and message.send_at > at
    said = message_state_words(message.state, is_held=is_held)
    what = f"{message.get_channel_display()}: {message.title} · {said}"
    return Entry(
        _MESSAGE_ICONS.get(message.channel, "mail"),
        what,
        message.done_by,
        message.sent_at or message.created_at,
        take_back=str(message.uuid) if is_held else "",
    )
