"""Contacts that are handed over to somebody."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.urls import reverse

from townline.desk.presenters.staff_names import staff_names
from townline.interactions import queries as interactions

if TYPE_CHECKING:
    from townline.interactions.models import Transfer


def transfer_url(transfer: "Transfer") -> str:
    return reverse("desk:transfer", args=[interactions.token_of(transfer=transfer)])


def transfers(found: "Iterable[Transfer]") -> list[dict[str, object]]:
    rows = list(found)
    names = staff_names(row.made_by_id for row in rows)
    return [
        {"url": transfer_url(row), "who": names.get(row.made_by_id, ""), "at": row.made_at, "until": row.expires_at}
        for row in rows
    ]
