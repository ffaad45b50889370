"""What stands on a disposal list."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from townline.core.reference import is_reference, said
from townline.desk.presenters.days import day
from townline.interactions.values import Channel
from townline.privacy.holdings import Held
from townline.privacy.values import RetentionClass
from townline.records_office import queries
from townline.records_office.values import ListState, OutReason

if TYPE_CHECKING:
    from townline.records_office.models import DisposalItem, DisposalList


KINDS: dict[str, Promise] = {
    "request": gettext_lazy("Request"),
    "note": gettext_lazy("Note on a request"),
    "follow": gettext_lazy("Follows a request"),
    "draft": gettext_lazy("Form half filled in"),
    "message": gettext_lazy("Message"),
    "contact": gettext_lazy("Contact"),
    "mail_item": gettext_lazy("Scanned mail"),
    "customer": gettext_lazy("Customer record"),
    "consent": gettext_lazy("Consent"),
    "sign_in": gettext_lazy("Sign-in that failed"),
}


@dataclass(frozen=True, slots=True)
class ItemRow:
    number: int
    name: str
    url: str
    last_used: str
    why: str = ""
    is_by_hand: bool = False


def item_rows(found: "DisposalList", items: "Sequence[DisposalItem]") -> list[ItemRow]:
    return [_item(found, item) for item in items]


def kept_counts(found: "DisposalList") -> list[tuple[str, int]]:
    return [(str(OutReason(out).label), n) for out, n in queries.out_counts(disposal_list=found).items()]


def _item(found: "DisposalList", item: "DisposalItem") -> ItemRow:
    name, url = item.label, ""
    if is_reference(item.label):
        name = said(item.label)
    elif found.retention == RetentionClass.CUSTOMER:
        name = _("Customer %(number)s") % {"number": item.label}
    elif found.retention == RetentionClass.INTERACTION and item.label in Channel.values:
        name = _("Contact: %(channel)s") % {"channel": Channel(item.label).label}
    if found.state != ListState.DONE:
        url = reverse("desk:records_item", args=[found.uuid, item.pk])
    why = ""
    if item.out:
        why = item.out_words or str(OutReason(item.out).label)
    return ItemRow(item.pk, name, url, day(item.last_used_at), why, item.out == OutReason.BY_HAND)


def item_page(found: "DisposalList", row: "DisposalItem", goes: Sequence[Held]) -> dict[str, object]:
    """Kinds and days, no words: enough to know whether the right thing is meant."""
    shown = _item(found, row)
    return {
        "item": shown,
        "list": found,
        "is_open": found.state == ListState.PROPOSED and not shown.why,
        "columns": [{"name": _("What")}, {"name": _("Since")}, {"name": _("Files"), "number": True}],
        "rows": [[KINDS.get(held.kind, held.kind), day(held.at), len(held.files) or ""] for held in goes],
    }
