"""A customer as their page shows them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from townline.core.language import Text
from townline.core.reference import said
from townline.customers.values import FormatWish, Kind, Preferred
from townline.desk.presenters import due
from townline.desk.presenters.queue import record_url
from townline.desk.presenters.record import contact_words
from townline.ui import times

if TYPE_CHECKING:
    from townline.customers.models import ContactPoint, Customer, SafetyAlert
    from townline.customers.queries import CustomerFile, Related
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
    verified: str  # how and when, empty where nobody has


@dataclass(frozen=True, slots=True)
class RelatedView:
    uuid: str
    url: str
    name: str
    words: str
    on_behalf: str
    is_over: bool
    alerts: bool = False


@dataclass(frozen=True, slots=True)
class AlertView:
    uuid: str
    kind: str
    text: str
    where: str
    until: str
    by: str


@dataclass(frozen=True, slots=True)
class OpenView:
    url: str
    said: str
    what: str
    due: object
    is_late: bool
    is_soon: bool


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
        "needs_interpreter": customer.needs_interpreter,
        "since": times.short(customer.created_at, today=times.day_of(at)),
        "merged": len(file.others),
        "is_disposed": customer.disposed_at is not None,
    }


def language_words(customer: "Customer") -> str:
    """`Needs an interpreter: Arabic. We write in French.`"""
    written = {"en": _("We write in English."), "fr": _("We write in French.")}.get(customer.language, "")
    if customer.needs_interpreter:
        spoken = customer.spoken_language or _("language not known")
        return _("Needs an interpreter: %(language)s.") % {"language": spoken} + f" {written}"
    if customer.spoken_language:
        return _("Speaks %(language)s.") % {"language": customer.spoken_language} + f" {written}"
    return {"en": _("Speaks English"), "fr": _("Speaks French")}.get(customer.language, customer.language)


def points(file: "CustomerFile", *, at: datetime) -> list[PointView]:
    return [_point(point, at) for point in file.points]


def _point(point: "ContactPoint", at: datetime) -> PointView:
    verified = ""
    if point.verified_at:
        how = {"how": point.get_verified_how_display(), "when": times.ago(point.verified_at, at=at)}
        verified = _("Verified: %(how)s, %(when)s") % how
    return PointView(
        id=point.pk,
        kind=point.kind,
        value=contact_words(point.kind, point.value),
        link=f"mailto:{point.value}" if point.kind == "email" else f"tel:{point.value}",
        label=point.label,
        is_primary=point.is_primary,
        is_off=point.opted_out_at is not None,
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
    return [_related(related, at) for related in file.relations]


def _related(related: "Related", at: datetime) -> RelatedView:
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
    return RelatedView(
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
        )
        for alert in found
    ]


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
