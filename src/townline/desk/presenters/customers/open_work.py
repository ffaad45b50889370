"""What is open with a customer: requests, and what was promised to them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from townline.core.language import Text
from townline.core.reference import said
from townline.desk.presenters import due
from townline.desk.presenters.addresses import record_url
from townline.ui import times

if TYPE_CHECKING:
    from townline.service_requests.models import ServiceRequest


@dataclass(frozen=True, slots=True)
class OpenView:
    url: str
    said: str
    what: str
    due: object
    is_late: bool
    is_soon: bool


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


@dataclass(frozen=True, slots=True)
class PromiseView:
    what: str
    by: str
    url: str
    is_late: bool


def promise_views(contacts: "Sequence[Any]", *, at: datetime) -> list[PromiseView]:
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
