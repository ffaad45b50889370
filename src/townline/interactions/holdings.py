"""Contacts as the records office sees them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from townline.interactions.models import Interaction, MailItem, MailPage, Outreach
from townline.interactions.operations.dispose import dispose, still_holds
from townline.interactions.scan_check import TYPES
from townline.interactions.values import PageKind
from townline.privacy.holdings import Due, Held, HeldFile, LastUse, Person, Walk, Window, held_text
from townline.privacy.values import RetentionClass

__all__ = ["WALKS", "about", "dispose", "held_about", "last_used"]

_LABELS = {
    "channel": gettext_lazy("Channel"),
    "direction": gettext_lazy("Direction"),
    "purpose": gettext_lazy("Purpose"),
    "occurred_at": gettext_lazy("When"),
    "language": gettext_lazy("Language"),
}
_HANDLING_LABELS = {
    "caller_name": gettext_lazy("Name given"),
    "from_phone": gettext_lazy("Called from"),
    "from_email": gettext_lazy("Wrote from"),
    "postal_code": gettext_lazy("Postal code"),
    "summary": gettext_lazy("What it was about"),
    "outcome": gettext_lazy("Outcome"),
    "promised": gettext_lazy("What was promised"),
    "promised_by": gettext_lazy("Promised by"),
    "transferred_to": gettext_lazy("Passed on to"),
}

_REACH_LABELS = {"reason": gettext_lazy("What it is about"), "try": gettext_lazy("Tries")}


def held_about(*, people: Sequence[Person]) -> Iterable[Held]:
    rows = Interaction.objects.filter(customer_id__in=[person.id for person in people]).select_related("handling")
    for row in rows.order_by("occurred_at", "id").iterator():
        handling = getattr(row, "handling", None)
        text = (*held_text(row, _LABELS), *(held_text(handling, _HANDLING_LABELS) if handling else ()))
        title = _("Contact: %(channel)s") % {"channel": row.get_channel_display()}
        named = bool(handling and handling.summary)
        yield Held("interactions", "contact", row.uuid, title, text, row.occurred_at, third_parties=named)
    yield from _papers([person.id for person in people])


def _papers(ids: Sequence[int]) -> Iterable[Held]:
    """Scanned mail with its files, and whom staff tried to reach about what."""
    for item in MailItem.objects.filter(customer_id__in=ids).prefetch_related("pages").order_by("scanned_at", "id"):
        title = _("Paper mail: %(way)s") % {"way": item.get_way_display()}
        files = tuple(_file(page) for page in item.pages.all())
        text = held_text(item, {"about": gettext_lazy("What it is"), "received_on": gettext_lazy("Received on")})
        yield Held("interactions", "mail", item.uuid, title, text, item.scanned_at, files, third_parties=True)
    for outreach in Outreach.objects.filter(customer_id__in=ids).prefetch_related("attempts").order_by("opened_at"):
        tries = [f"{one.get_outcome_display()} {one.note}".strip() for one in outreach.attempts.all()]
        text = (("reason", outreach.reason), *(("try", words) for words in tries))
        said = tuple((str(_REACH_LABELS[name]), words) for name, words in text if words)
        yield Held("interactions", "outreach", outreach.uuid, str(_("To be reached")), said, outreach.opened_at)


def _file(page: MailPage) -> HeldFile:
    def read() -> bytes:
        with page.file.open("rb") as file:
            return bytes(file.read())

    return HeldFile(page.file.name or "", TYPES[PageKind(page.kind)], read)


def last_used(*, people: Sequence[Person]) -> Iterable[LastUse]:
    by_id = {person.id: person.uuid for person in people}
    rows = Interaction.objects.filter(customer_id__in=by_id)
    for customer_id, at in rows.values_list("customer_id", "occurred_at"):
        yield LastUse(by_id[customer_id or 0], RetentionClass.INTERACTION, at)


def about(*, retention: RetentionClass, subjects: Sequence[UUID]) -> Sequence[Due]:
    return _due(Q(uuid__in=subjects)) if retention == RetentionClass.INTERACTION else ()


def _past(*, before: datetime, after: int, width: int) -> Window:
    last = Interaction.objects.order_by("-id").values_list("id", flat=True).first() or 0
    rows = _due(Q(id__gt=after, id__lte=after + width, occurred_at__lt=before))
    return Window(rows, after + width if after + width < last else None)


def _due(condition: Q) -> list[Due]:
    rows = Interaction.objects.filter(condition).filter(still_holds()).order_by("id")
    columns = rows.values_list("uuid", "occurred_at", "channel", "subject", "customer__uuid")
    return [
        Due(uuid, at, channel, tuple(filter(None, (subject, person)))) for uuid, at, channel, subject, person in columns
    ]


WALKS: Mapping[RetentionClass, Walk] = {RetentionClass.INTERACTION: _past}
