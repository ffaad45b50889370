"""Contacts as lines of a customer's history."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Q

from townline.accounts.values import Viewer
from townline.core.timeline import TimelineEntry
from townline.interactions.models import Handling, Interaction
from townline.interactions.queries.contacts import visible_contacts
from townline.interactions.values import PromiseState, Purpose

if TYPE_CHECKING:
    from townline.interactions.permissions import Subjects


def timeline_of(
    *, customers: Sequence[int], viewer: Viewer, before: datetime | None, limit: int, subjects: "Subjects" = None
) -> list[TimelineEntry]:
    """The newest `limit + 1` before that moment. A form that made a request is told by the request itself.

    Contacts about something are told only if `subjects` (see permissions) says that this person may open it.
    """
    told_by_request = Q(purpose=Purpose.REQUEST, subject__isnull=False, handling__isnull=True)
    contacts = visible_contacts(viewer=viewer, subjects=subjects).filter(~told_by_request, customer_id__in=customers)
    if before is not None:
        contacts = contacts.filter(occurred_at__lt=before)
    newest = contacts.select_related(None).select_related("handling").prefetch_related("mail_items")
    return [_entry(contact) for contact in newest.order_by("-occurred_at", "-id")[: limit + 1]]


def promises_to(
    *, customers: Sequence[int], viewer: Viewer, subjects: "Subjects" = None, limit: int = 10
) -> list[Interaction]:
    """What these customers were promised and still wait for, the next day first."""
    contacts = visible_contacts(viewer=viewer, subjects=subjects)
    open_ones = contacts.filter(customer_id__in=customers, handling__promise_state=PromiseState.OPEN)
    soonest = open_ones.select_related(None).select_related("handling").order_by("handling__promised_by", "pk")
    return list(soonest[:limit])


def _entry(contact: Interaction) -> TimelineEntry:
    handling: Handling | None = getattr(contact, "handling", None)
    values = {"channel": contact.channel, "direction": contact.direction, "purpose": contact.purpose}
    if handling is not None:
        values |= {
            "outcome": handling.outcome,
            "resolved": handling.resolved_first_contact,
            "summary": handling.summary,
            "promised": handling.promised,
            "promised_by": handling.promised_by.isoformat() if handling.promised_by else "",
            "promise_state": handling.promise_state,
        }
    link, reference = ("contact", str(contact.uuid)) if handling is not None else ("", "")
    for item in contact.mail_items.all():
        link, reference = "mail", str(item.uuid)
        values = {**values, "summary": item.about}
    return TimelineEntry(
        at=contact.occurred_at,
        kind="contact",
        title="contact.open" if handling is not None and handling.wrapped_up_at is None else "contact",
        values=values,
        link=link,
        reference=reference,
        subject=contact.subject,
    )
