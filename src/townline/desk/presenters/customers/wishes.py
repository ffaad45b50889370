"""How a customer wants to hear from us."""

from datetime import time
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from townline.customers.values import FormatWish, Preferred
from townline.ui import times

if TYPE_CHECKING:
    from townline.customers.models import Customer


def wishes(customer: "Customer") -> list[str]:
    """How they want to hear from us, in sentences; nothing where they wished nothing."""
    said_wishes = []
    if customer.preferred_channel:
        said_wishes.append(preferred_words(customer.preferred_channel))
    if customer.format_wish != FormatWish.NONE:
        said_wishes.append(_("Format: %(wish)s") % {"wish": FormatWish(customer.format_wish).label})
    if customer.quiet_from and customer.quiet_until:
        hours = {"from": _hour(customer.quiet_from), "until": _hour(customer.quiet_until)}
        said_wishes.append(_("Do not call from %(from)s to %(until)s") % hours)
    return said_wishes


def _hour(value: time) -> str:
    if times.locale() == "fr_CA":
        return f"{value.hour}{times.NO_BREAK}h{times.NO_BREAK}{value.minute:02d}"
    return f"{value.hour}:{value.minute:02d}"


def preferred_words(channel: str) -> str:
    words: dict[str, str] = {
        Preferred.EMAIL: _("Wants an e-mail"),
        Preferred.CALL: _("Wants a call"),
        Preferred.LETTER: _("Wants a letter"),
        Preferred.NOTHING: _("Wants no messages"),
    }
    return words.get(channel, channel)
