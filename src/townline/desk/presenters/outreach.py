"""Whom to reach, what waits to be sorted, what is handed over: as the pages show it."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from townline.core.reference import said
from townline.customers import queries as customers
from townline.desk.presenters.contact_points import contact_words
from townline.desk.presenters.customers.naming import customer_url, name_of
from townline.desk.presenters.staff_names import staff_names
from townline.interactions.next_try import QuietHours
from townline.ui import times

if TYPE_CHECKING:
    from townline.interactions.models import CoverSheet, MailItem, Outreach


@dataclass(frozen=True, slots=True)
class ReachRow:
    url: str
    who: str
    reason: str
    next_try_at: datetime | None
    is_due: bool
    tries: int
    last: object


@dataclass(frozen=True, slots=True)
class ItemRow:
    url: str
    who: str
    about: str
    way: object
    received: str
    pages: int
    scanned_at: datetime


def reach_row(outreach: "Outreach", *, at: datetime) -> ReachRow:
    attempts = list(outreach.attempts.all())
    return ReachRow(
        url=reverse("desk:reach", args=[outreach.uuid]),
        who=name_of(outreach.customer) if outreach.customer else _("No name"),
        reason=outreach.reason,
        next_try_at=outreach.next_try_at,
        is_due=outreach.next_try_at is not None and outreach.next_try_at <= at,
        tries=outreach.tries,
        last=attempts[-1].get_outcome_display() if attempts else "",
    )


def reach(outreach: "Outreach", *, at: datetime) -> dict[str, object]:
    person = outreach.customer
    found = customers.reach_of(customer=person) if person else None
    return {
        "row": reach_row(outreach, at=at),
        "state": outreach.get_state_display(),
        "is_open": outreach.next_try_at is not None,
        "customer_url": customer_url(person),
        "phone": contact_words("phone", found.phone) if found else "",
        "phone_link": f"tel:{found.phone}" if found and found.phone else "",
        "email": found.email if found else "",
        "attempts": [
            {
                "what": attempt.get_outcome_display(),
                "how": attempt.get_channel_display(),
                "at": attempt.tried_at,
                "note": attempt.note,
            }
            for attempt in outreach.attempts.order_by("-tried_at", "-pk")
        ],
    }


def quiet_words(quiet: QuietHours | None, *, at: datetime) -> str:
    """A warning while the customer does not want to be called."""
    if quiet is None or not quiet.holds_at(timezone.localtime(at).time()):
        return ""
    return _("Quiet hours of this customer: do not call between %(start)s and %(end)s.") % {
        "start": quiet.start.strftime("%H:%M"),
        "end": quiet.end.strftime("%H:%M"),
    }


def item_row(item: "MailItem", *, at: datetime) -> ItemRow:
    return ItemRow(
        url=reverse("desk:mail_item", args=[item.uuid]),
        who=name_of(item.customer) if item.customer else "",
        about=item.about,
        way=item.get_way_display(),
        received=times.short(item.received_on, today=times.day_of(at)),
        pages=len(item.pages.all()),
        scanned_at=item.scanned_at,
    )


def item(found: "MailItem", *, at: datetime) -> dict[str, object]:
    steps = list(found.custody.all())
    names = staff_names(step.by_id for step in steps)
    return {
        "row": item_row(found, at=at),
        "uuid": found.uuid,
        "state": found.get_state_display(),
        "is_filed": found.interaction_id is not None,
        "code": said(found.cover.code) if found.cover else "",
        "place": found.paper_place,
        "customer_url": customer_url(found.customer),
        "pages": [
            {
                "number": page.number,
                "url": reverse("desk:mail_page", args=[found.uuid, page.number]),
                "kind": page.get_kind_display(),
                "kilobytes": max(1, page.bytes // 1024),
                "is_shown": page.kind in {"jpeg", "png"},
            }
            for page in found.pages.all()
        ],
        "custody": [
            {"what": step.get_what_display(), "at": step.at, "who": names.get(step.by_id, ""), "place": step.place}
            for step in steps
        ],
    }


def cover(sheet: "CoverSheet", *, reference: str) -> dict[str, object]:
    """As it is printed: the number in large digits, and as a square that a scanner reads."""
    return {
        "said": said(sheet.code),
        "square": square(sheet.code),
        "who": name_of(sheet.customer) if sheet.customer else "",
        "reference": said(reference) if reference else "",
        "printed_at": sheet.printed_at,
    }


def square(text: str) -> SafeString:
    """A QR code as an inline drawing, in the colour of the text around it."""
    from qrcode import QRCode, constants  # slow import
    from qrcode.image.svg import SvgPathImage  # slow import

    code: Any = QRCode(border=2, error_correction=constants.ERROR_CORRECT_Q)
    code.add_data(text)
    words = str(code.make_image(image_factory=SvgPathImage).to_string(encoding="unicode"))
    return mark_safe(words[words.index("<svg") :])  # noqa: S308  # made here, of digits only
