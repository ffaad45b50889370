"""Lines of many rooms as one history. Each room says what happened; the sentences are here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from townline.complaints.values import Stage
from townline.complaints.values import State as ComplaintState
from townline.core.language import Text
from townline.core.reference import said
from townline.core.timeline import TimelineEntry
from townline.desk.presenters.messages import ICONS as MESSAGE_ICONS
from townline.desk.presenters.states import state_tone
from townline.desk.presenters.timeline.messages import message_state_words
from townline.interactions.values import Channel, ContactOutcome, Direction, PromiseState, Purpose
from townline.service_requests.workflow import STATE_NAMES, State
from townline.ui import times


@dataclass(frozen=True, slots=True)
class Line:
    """`tag` and `tone` say the state; `is_sealed` marks what must not be read out."""

    icon: str
    what: str
    at: datetime
    url: str = ""
    said: str = ""
    tag: str = ""
    tone: str = "calm"
    text: str = ""
    promise: str = ""
    is_sealed: bool = False


CHANNEL_ICONS = {
    Channel.PHONE: "phone", Channel.EMAIL: "mail", Channel.MAIL: "letter", Channel.COUNTER: "person", Channel.WEB: "home",
}  # fmt: skip


def lines(entries: Sequence[TimelineEntry]) -> list[Line]:
    return [_line(entry) for entry in entries]


def _line(entry: TimelineEntry) -> Line:
    make = {"request": _of_request, "contact": _of_contact, "message": _of_message, "complaint": _of_complaint}[
        entry.kind
    ]
    return make(entry)


def _of_request(entry: TimelineEntry) -> Line:
    values, state = entry.values, State(entry.values["state"])
    return Line(
        icon="inbox",
        what=Text(values["service_en"], values["service_fr"]).in_(get_language() or "en"),
        at=entry.at,
        url=reverse("desk:request", args=[entry.reference]),
        said=said(entry.reference).replace(" ", times.NO_BREAK),
        tag=str(STATE_NAMES[state]),
        tone=state_tone(state),
        text=values.get("where", ""),
        is_sealed=entry.sealed,
    )


def _of_contact(entry: TimelineEntry) -> Line:
    values = entry.values
    channel = dict(Channel.choices).get(values["channel"], values["channel"])
    purpose = dict(Purpose.choices).get(values["purpose"], values["purpose"])
    way = _("to the customer") if values["direction"] == Direction.OUT else _("from the customer")
    return Line(
        icon=CHANNEL_ICONS.get(Channel(values["channel"]), "note"),
        what=f"{channel}, {way}: {purpose}",
        at=entry.at,
        url=_contact_url(entry),
        tag=str(dict(ContactOutcome.choices).get(values.get("outcome", ""), "")),
        text=values.get("summary", ""),
        promise=_promise(entry),
        is_sealed=entry.sealed,
    )


def _contact_url(entry: TimelineEntry) -> str:
    """Empty for a contact that nobody handled and that is no letter."""
    if entry.link == "mail":
        return reverse("desk:mail_item", args=[entry.reference])
    try:
        return reverse("desk:contact", args=[entry.reference]) if entry.link == "contact" else ""
    except NoReverseMatch:
        return ""


def _promise(entry: TimelineEntry) -> str:
    values = entry.values
    if not values.get("promised"):
        return ""
    state = dict(PromiseState.choices).get(values.get("promise_state", ""), "")
    by = date.fromisoformat(values["promised_by"]) if values.get("promised_by") else None
    when = times.short(by, today=times.day_of(entry.at)) if by else ""
    return _("Promised: %(what)s") % {
        "what": " · ".join(part for part in (values["promised"], when, str(state)) if part)
    }


def _of_complaint(entry: TimelineEntry) -> Line:
    return Line(
        icon="flag",
        what=_("Complaint, %(stage)s") % {"stage": Stage(entry.values["stage"]).label},
        at=entry.at,
        url=reverse("desk:complaint", args=[entry.reference]),
        said=said(entry.reference).replace(" ", times.NO_BREAK),
        tag=str(ComplaintState(entry.values["state"]).label),
    )


def _of_message(entry: TimelineEntry) -> Line:
    values = entry.values
    return Line(
        icon=MESSAGE_ICONS.get(values["channel"], "mail"),
        what=f"{values['channel_name']}: {values['subject']}",
        at=entry.at,
        url=reverse("desk:request", args=[entry.reference]) if entry.reference else "",
        said=said(entry.reference).replace(" ", times.NO_BREAK) if entry.reference else "",
        tag=message_state_words(values["state"]),
        is_sealed=entry.sealed,
    )
