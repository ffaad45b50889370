"""Who hears of a request, and how much."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from townline.core.reference import said
from townline.desk.presenters.addresses import record_url
from townline.service_requests.values import Ground

if TYPE_CHECKING:
    from townline.service_requests.models import ServiceRequest
    from townline.service_requests.queries import Told


def told_rows(
    found: "Sequence[Told]", *, request: "ServiceRequest", messages: Mapping[int, str]
) -> list[dict[str, object]]:
    """One line a person: who, why, how much, and the last message that they got."""
    return [
        {
            "name": row.customer.name or row.customer.organisation or _("No name given"),
            "url": reverse("desk:customer", args=[row.customer.uuid]),
            "role": _role(row, request),
            "about": said(row.about.reference) if row.about.pk != request.pk else "",
            "about_url": record_url(row.about.reference) if row.about.pk != request.pk else "",
            "sees": row.sees.label if not row.is_reporter else "",
            "ground": _ground(row),
            "last": messages.get(row.customer.pk, ""),
            "remove_url": reverse("desk:told_remove", args=[request.reference, row.follower_id])
            if row.follower_id and row.about.pk == request.pk
            else "",
        }
        for row in found
    ]


def _role(row: "Told", request: "ServiceRequest") -> str:
    if row.role is not None:
        return str(row.role.label)
    return _("Reported it") if row.about.pk == request.pk else _("Reported the same; joined")


def _ground(row: "Told") -> str:
    if not row.ground:
        return ""
    words = str(Ground(row.ground).label)
    return f"{words}: {row.reason}" if row.reason else words
