"""Calls and letters about one request."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.urls import reverse

from townline.desk.presenters.contacts.naming import contact_url

if TYPE_CHECKING:
    from townline.interactions.models import Interaction, MailItem


def about_request(contacts: "Iterable[Interaction]", mail: "Iterable[MailItem]") -> list[dict[str, object]]:
    """Calls and letters about one request, as short lines."""
    lines: list[dict[str, object]] = [
        {
            "url": contact_url(one),
            "what": f"{one.get_channel_display()}: {one.get_purpose_display()}",
            "at": one.occurred_at,
        }
        for one in contacts
    ]
    lines += [
        {
            "url": reverse("desk:mail_item", args=[one.uuid]),
            "what": one.about or one.get_way_display(),
            "at": one.scanned_at,
        }
        for one in mail
    ]
    return lines
