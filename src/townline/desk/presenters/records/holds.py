"""Legal holds."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from townline.desk.presenters.days import day
from townline.privacy.values import RetentionClass
from townline.records_office.values import HoldScope

if TYPE_CHECKING:
    from townline.records_office.models import LegalHold


@dataclass(frozen=True, slots=True)
class HoldCard:
    title: str
    words: str
    lift_url: str
    key: str


def hold_cards(rows: "Sequence[LegalHold]") -> list[HoldCard]:
    return [
        HoldCard(
            _held(row),
            _("%(reason)s, %(file)s. Placed by %(name)s, %(day)s.")
            % {
                "reason": row.get_reason_display(),
                "file": row.file_number,
                "name": row.placed_by or _("Townline"),
                "day": day(row.placed_at),
            },
            reverse("desk:records_hold_lift", args=[row.uuid]),
            row.uuid.hex,
        )
        for row in rows
    ]


def _held(row: "LegalHold") -> str:
    if row.scope == HoldScope.ADDRESS:
        return _("Address: %(address)s") % {"address": row.address}
    if row.scope == HoldScope.RETENTION:
        return _("All of: %(name)s") % {"name": RetentionClass(row.retention).label}
    return _("%(kind)s %(uuid)s") % {"kind": row.get_scope_display(), "uuid": str(row.subject)[:8]}


def lifted_columns() -> list[dict[str, object]]:
    return [{"name": name} for name in (_("Hold"), _("Why"), _("File"), _("Placed"), _("Lifted"))]


def lifted_rows(rows: "Sequence[LegalHold]") -> list[list[object]]:
    return [
        [_held(row), row.get_reason_display(), row.file_number, day(row.placed_at), day(row.lifted_at)] for row in rows
    ]
