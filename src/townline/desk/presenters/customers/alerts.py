"""What whoever goes to a customer or to a place must know."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import reverse

from townline.ui import times

if TYPE_CHECKING:
    from townline.customers.models import SafetyAlert


@dataclass(frozen=True, slots=True)
class AlertView:
    uuid: str
    kind: str
    text: str
    where: str
    until: str
    by: str
    end_url: str = ""


def alert_views(found: "Sequence[SafetyAlert]", *, at: datetime) -> list[AlertView]:
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
