"""How a customer is reached."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from townline.desk.presenters.contact_points import contact_link, contact_words
from townline.ui import times

if TYPE_CHECKING:
    from townline.customers.models import ContactPoint
    from townline.customers.queries import CustomerFile


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


def point_views(file: "CustomerFile", *, at: datetime) -> list[PointView]:
    return [_point(point, at) for point in file.points]


def _point(point: "ContactPoint", at: datetime) -> PointView:
    return PointView(
        id=point.pk,
        kind=point.kind,
        value=contact_words(point.kind, point.value),
        link=contact_link(point.kind, point.value),
        label=point.label,
        is_primary=point.is_primary,
        is_off=point.opted_out_at is not None,
        code_waits=point.code_asked_at is not None,
        verified=_verified(point, at),
    )


def _verified(point: "ContactPoint", at: datetime) -> str:
    if point.verified_at is None:
        return ""
    how = {"how": point.get_verified_how_display(), "when": times.ago(point.verified_at, at=at)}
    words = _("Verified: %(how)s, %(when)s") % how
    return f"{words} · {point.verified_note}" if point.verified_note else words
