"""One contact: who, when and how; and what was written down."""

from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from townline.desk.presenters.contact_points import contact_words
from townline.desk.presenters.contacts.naming import CHANNEL_ICONS, caller_name, contact_url
from townline.desk.presenters.contacts.topics import topic
from townline.desk.presenters.customers.naming import customer_url
from townline.interactions.values import Direction, PromiseState
from townline.ui.languages import NAMES as LANGUAGE_NAMES
from townline.ui.summary_list import SummaryRow

if TYPE_CHECKING:
    from townline.interactions.models import Handling, Interaction


def contact_head(contact: "Interaction") -> dict[str, object]:
    handling = contact.handling
    return {
        "uuid": contact.uuid,
        "url": contact_url(contact),
        "who": caller_name(contact),
        "customer_url": customer_url(contact.customer),
        "is_known": contact.customer is not None,
        "icon": CHANNEL_ICONS.get(contact.channel, "note"),
        "channel": contact.get_channel_display(),
        "is_outgoing": contact.direction == Direction.OUT,
        "phone": contact_words("phone", handling.from_phone),
        "email": handling.from_email,
        "started_at": handling.started_at,
        "ended_at": handling.ended_at,
        "is_open": handling.wrapped_up_at is None,
        "purpose": contact.get_purpose_display(),
        "outcome": handling.get_outcome_display(),
        "resolved": handling.get_resolved_first_contact_display(),
        "minutes": minutes(handling),
        "transferred_to": handling.transferred_to,
    }


def contact_facts(contact: "Interaction") -> list[SummaryRow]:
    """What was written down, for who reads and does not write."""
    handling = contact.handling
    interpreted = ngettext("%(count)d minute", "%(count)d minutes", handling.interpreter_minutes or 0)
    lines = [
        SummaryRow(_("What was said"), handling.summary),
        SummaryRow(_("About"), topic(handling)),
        SummaryRow(_("Spoken language"), language_name(contact.language)),
        SummaryRow(
            _("Interpreter"),
            interpreted % {"count": handling.interpreter_minutes or 0} if handling.interpreter_minutes else "",
        ),
        SummaryRow(_("Postal code"), handling.postal_code),
        SummaryRow(_("Resolved at first contact?"), handling.get_resolved_first_contact_display()),
    ]
    return [line for line in lines if line.value]


def language_name(code: str) -> str:
    return str(LANGUAGE_NAMES.get(code, code))


def minutes(handling: "Handling") -> str:
    """How long it took, as people say it."""
    if handling.ended_at is None:
        return ""
    seconds = int((handling.ended_at - handling.started_at).total_seconds())
    return _("%(minutes)d min %(seconds)02d s") % {"minutes": seconds // 60, "seconds": seconds % 60}


PROMISE_WORDS: dict[str, Promise] = {
    PromiseState.OPEN: gettext_lazy("Promised"),
    PromiseState.KEPT: gettext_lazy("Promise kept"),
    PromiseState.WITHDRAWN: gettext_lazy("Promise withdrawn"),
}
