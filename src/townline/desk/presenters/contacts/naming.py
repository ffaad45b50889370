"""What a contact is called, where its page is, and with whom it was."""

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from townline.desk.presenters.contact_points import contact_words
from townline.desk.presenters.customers.naming import name_of

if TYPE_CHECKING:
    from townline.interactions.models import Interaction


CHANNEL_ICONS = {"phone": "phone", "email": "mail", "mail": "letter", "counter": "person", "staff": "team"}


def contact_url(contact: "Interaction") -> str:
    return reverse("desk:contact", args=[contact.uuid])


def caller_name(contact: "Interaction") -> str:
    """The name, else the number, else what is known."""
    if contact.customer:
        return name_of(contact.customer)
    handling = contact.handling
    return handling.caller_name or contact_words("phone", handling.from_phone) or handling.from_email or _("No name")
