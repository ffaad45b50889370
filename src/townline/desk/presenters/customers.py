"""A customer as their page shows them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from townline.core.language import Text
from townline.core.reference import said
from townline.customers.queries import Reason
from townline.customers.values import FormatWish, Kind, Preferred
from townline.desk.presenters import due
from townline.desk.presenters.queue import record_url
from townline.desk.presenters.record import Line, contact_words
from townline.ui import times
from townline.ui.languages import LANGUAGES

if TYPE_CHECKING:
    from townline.customers.models import ContactPoint, Customer, SafetyAlert
    from townline.customers.queries import CustomerFile, FoundCustomer, Related
    from townline.service_requests.models import ServiceRequest


@dataclass(frozen=True, slots=True)
class PointView:
    id: int
    kind: str
    value: str
    link: str
    label: str
    is_primary: bool
    is_off: bool
    code_waits: bool
    verified: str  # how and when, empty where nobody has


@dataclass(frozen=True, slots=True)
class RelatedView:
    uuid: str
    url: str
    name: str
    words: str
    on_behalf: str
    is_over: bool
    request_url: str = ""


@dataclass(frozen=True, slots=True)
class AlertView:
    uuid: str
    kind: str
    text: str
    where: str
    until: str
    by: str
    end_url: str = ""


@dataclass(frozen=True, slots=True)
class OpenView:
    url: str
    said: str
    what: str
    due: object
    is_late: bool
    is_soon: bool


_SPOKEN = {code: str(name) for code, name in LANGUAGES}


def name_of(customer: "Customer") -> str:
    return customer.name or customer.organisation or _("No name given")


def head(file: "CustomerFile", *, at: datetime) -> dict[str, object]:
    customer = file.customer
    return {
        "uuid": customer.uuid,
        "name": name_of(customer),
        "organisation": customer.organisation if customer.name else "",
        "kind": "" if customer.kind == Kind.PERSON else str(Kind(customer.kind).label),
        "is_colleague": customer.kind == Kind.STAFF,
        "language": language_words(customer),
        "language_need": language_need(customer),
        "since": times.short(customer.created_at, today=times.day_of(at)),
        "merged": len(file.others),
        "is_disposed": customer.disposed_at is not None,
    }


def language_need(customer: "Customer") -> str:
    """`Needs an interpreter: Español`; empty where they need none."""
    if not customer.needs_interpreter:
        return ""
    spoken = _SPOKEN.get(customer.spoken_language) or _("language not known")
    return _("Needs an interpreter: %(language)s") % {"language": spoken}


def language_words(customer: "Customer") -> str:
    """`Speaks Español. We write in French.`"""
    written = {"en": _("We write in English."), "fr": _("We write in French.")}.get(customer.language, "")
    if customer.needs_interpreter:
        return written
    if customer.spoken_language:
        return _("Speaks %(language)s.") % {"language": _SPOKEN.get(customer.spoken_language, "")} + f" {written}"
    return {"en": _("Speaks English"), "fr": _("Speaks French")}.get(customer.language, customer.language)


def points(file: "CustomerFile", *, at: datetime) -> list[PointView]:
    return [_point(point, at) for point in file.points]


def _point(point: "ContactPoint", at: datetime) -> PointView:
    verified = ""
    if point.verified_at:
        how = {"how": point.get_verified_how_display(), "when": times.ago(point.verified_at, at=at)}
        verified = _("Verified: %(how)s, %(when)s") % how
        if point.verified_note:
            verified += f" · {point.verified_note}"
    return PointView(
        id=point.pk,
        kind=point.kind,
        value=contact_words(point.kind, point.value),
        link=f"mailto:{point.value}" if point.kind == "email" else f"tel:{point.value}",
        label=point.label,
        is_primary=point.is_primary,
        is_off=point.opted_out_at is not None,
        code_waits=point.code_asked_at is not None,
        verified=verified,
    )


def wishes(customer: "Customer") -> list[str]:
    """How they want to hear from us, in sentences; nothing where they wished nothing."""
    said_wishes = []
    if customer.preferred_channel:
        said_wishes.append(
            {
                Preferred.EMAIL: _("Wants an e-mail"),
                Preferred.CALL: _("Wants a call"),
                Preferred.LETTER: _("Wants a letter"),
                Preferred.NOTHING: _("Wants no messages"),
            }[Preferred(customer.preferred_channel)]
        )
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


def relations(file: "CustomerFile", *, at: datetime) -> list[RelatedView]:
    return [_related(related, file.customer, at) for related in file.relations]


def _related(related: "Related", customer: "Customer", at: datetime) -> RelatedView:
    relation, name = related.relation, name_of(related.other)
    role = relation.get_role_display()
    words = _("%(role)s of this person") if related.is_theirs is False else _("This person is: %(role)s")
    on_behalf = ""
    if relation.on_behalf and relation.until_date:
        until = times.short(relation.until_date, today=times.day_of(at))
        who = {"name": name, "until": until}
        if related.is_over:
            on_behalf = _("The consent ended %(until)s: nobody speaks for anybody now") % who
        elif related.is_theirs:
            on_behalf = _("May speak for %(name)s until %(until)s") % who
        else:
            on_behalf = _("%(name)s may speak for this person until %(until)s") % who
    request_url = ""
    if related.speaks_for:
        request_url = f"{reverse('desk:intake')}?spoken_by={customer.uuid}&spoken_for={related.other.uuid}"
    return RelatedView(
        request_url=request_url,
        uuid=str(relation.uuid),
        url=reverse("desk:customer", args=[related.other.uuid]),
        name=name,
        words=words % {"role": role},
        on_behalf=on_behalf,
        is_over=related.is_over,
    )


def alerts(found: "Sequence[SafetyAlert]", *, at: datetime) -> list[AlertView]:
    return [
        AlertView(
            uuid=str(alert.uuid),
            kind=str(alert.get_kind_display()),
            text=alert.text,
            where=alert.address.text if alert.address else "",
            until=times.short(alert.expires_at, today=times.day_of(at)),
            by=alert.raised_by_label,
            end_url=_end_url(alert),
        )
        for alert in found
    ]


def _end_url(alert: "SafetyAlert") -> str:
    if alert.customer is not None:
        return reverse("desk:customer_alert_end", args=[alert.customer.uuid, alert.uuid])
    return reverse("desk:property_alert_end", args=[alert.address_id, alert.uuid])


def open_views(rows: "Sequence[ServiceRequest]", *, at: datetime) -> list[OpenView]:
    language = get_language() or "en"
    return [
        OpenView(
            url=record_url(row.reference),
            said=said(row.reference).replace(" ", times.NO_BREAK),
            what=Text(row.service.name_en, row.service.name_fr).in_(language),
            due=due.due_element(row.due_at, at=at),
            is_late=row.due_at is not None and row.due_at <= at,
            is_soon=due.is_soon(row.due_at, at=at),
        )
        for row in rows
    ]


def written(customer: "Customer") -> list[Line]:
    """What stands there now, for somebody whose change met another one."""
    return [
        Line(_("Name"), customer.name),
        Line(_("Business or organisation"), customer.organisation),
        Line(_("Postal address"), customer.postal_address),
        Line(_("Language"), " ".join(filter(None, [language_need(customer), language_words(customer)]))),
        Line(_("Wishes"), wishes(customer)),
    ]


REASON_WORDS = {
    Reason.EMAIL: gettext_lazy("e-mail"),
    Reason.PHONE: gettext_lazy("telephone number"),
    Reason.EMAIL_BEGINS: gettext_lazy("e-mail begins so"),
    Reason.PHONE_PART: gettext_lazy("part of the number"),
    Reason.NAME: gettext_lazy("name"),
    Reason.ADDRESS: gettext_lazy("address"),
    Reason.SOUNDS: gettext_lazy("name sounds alike"),
    Reason.SPELLING: gettext_lazy("name spelled nearly so"),
}


@dataclass(frozen=True, slots=True)
class FoundView:
    url: str
    name: str
    organisation: str
    kind: str
    address: str
    reasons: str
    matched: str


def found_views(found: "Sequence[FoundCustomer]") -> list[FoundView]:
    return [
        FoundView(
            url=reverse("desk:customer", args=[person.uuid]),
            name=person.name or person.organisation or _("No name given"),
            organisation=person.organisation if person.name else "",
            kind="" if person.kind == Kind.PERSON else str(Kind(person.kind).label),
            address=person.postal_address,
            reasons=", ".join(str(REASON_WORDS[reason]) for reason in person.reasons),
            matched=contact_words("phone", person.matched),
        )
        for person in found
    ]


@dataclass(frozen=True, slots=True)
class PromiseView:
    what: str
    by: str
    url: str
    is_late: bool


def promises(contacts: "Sequence[Any]", *, at: datetime) -> list[PromiseView]:
    today = times.day_of(at)
    return [
        PromiseView(
            what=contact.handling.promised,
            by=_("by %(day)s") % {"day": times.short(contact.handling.promised_by, today=today)},
            url=reverse("desk:contact", args=[contact.uuid]),
            is_late=contact.handling.promised_by < today,
        )
        for contact in contacts
    ]


def place(customer: "Customer") -> dict[str, str]:
    """The page of the place where they live, if it is one of the city's addresses."""
    if customer.address_id is None or customer.address is None:
        return {"property_url": "", "property_text": ""}
    return {
        "property_url": reverse("desk:property", args=[customer.address_id]),
        "property_text": _("History of %(address)s") % {"address": customer.address.text},
    }


def living(people: "Sequence[Customer]") -> list[dict[str, str]]:
    return [
        {
            "url": reverse("desk:customer", args=[person.uuid]),
            "name": name_of(person),
            "kind": "" if person.kind == Kind.PERSON else str(Kind(person.kind).label),
        }
        for person in people
    ]
