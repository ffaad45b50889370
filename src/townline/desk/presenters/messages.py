"""A message as a person handles it: whom, where, what to say."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from townline.core.reference import said
from townline.notifications.steps import ABOUT_COMPLAINTS, ABOUT_PRAISE, STEP_NAMES, Step

if TYPE_CHECKING:
    from townline.notifications.models import Message

LANGUAGES = {"en": "English", "fr": "Français"}


@dataclass(frozen=True, slots=True)
class CardView:
    """`is_sealed`: this person may not know the customer, and so not act either."""

    uuid: UUID
    channel: str
    channel_name: str
    icon: str
    step: str
    reference: str
    url: str
    who: str
    to: list[str]
    phone: str
    language: str
    language_name: str
    script: str
    created_at: datetime
    not_before: datetime | None
    tries: int
    note: str
    error: str
    is_sealed: bool


ICONS = {"email": "mail", "call": "phone", "letter": "letter"}


def cards(rows: "Iterable[Message]", *, open_to: set[UUID], at: datetime) -> list[CardView]:
    return [_card(row, is_sealed=row.subject_uuid not in open_to, at=at) for row in rows]


def _url(row: "Message") -> str:
    if row.step in ABOUT_PRAISE:
        return reverse("desk:praise")
    return reverse("desk:complaint" if row.step in ABOUT_COMPLAINTS else "desk:request", args=[row.reference])


def _card(row: "Message", *, is_sealed: bool, at: datetime) -> CardView:
    name = row.customer.name if row.customer else ""
    return CardView(
        uuid=row.uuid,
        channel=row.channel,
        channel_name=row.get_channel_display(),
        icon=ICONS.get(row.channel, "mail"),
        step=str(STEP_NAMES[Step(row.step)]) if row.step in set(Step) else row.step,
        reference=said(row.reference),
        url=_url(row),
        who=_("Sealed: only those who work on it know the customer") if is_sealed else name or _("No name given"),
        to=[] if is_sealed else row.to.split("\n"),
        phone=row.to if row.channel == "call" and not is_sealed else "",
        language=row.language,
        language_name=LANGUAGES.get(row.language, row.language),
        script="" if is_sealed else row.body,
        created_at=row.created_at,
        not_before=row.send_at if row.send_at > at else None,
        tries=row.attempts,
        note=row.done_note,
        error="" if is_sealed else row.error,
        is_sealed=is_sealed,
    )
