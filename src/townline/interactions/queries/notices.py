"""The proof that a collection notice was shown or read: which words, when, on which channel."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple, cast
from uuid import UUID

from townline.interactions.models import Interaction

_Row = tuple[int, datetime, str, UUID | None]  # the condition leaves out those without a version


class NoticeShown(NamedTuple):
    version_id: int
    at: datetime
    channel: str
    subject: UUID | None


def notice_shown(*, subject: UUID) -> NoticeShown | None:
    """With the contact out of which this came; nothing where none was shown, or nobody says so."""
    rows = Interaction.objects.filter(subject=subject, notice_version_id__isnull=False).order_by("occurred_at")
    found = rows.values_list("notice_version_id", "occurred_at", "channel", "subject").first()
    return NoticeShown(*cast("_Row", found)) if found else None


def notices_shown(*, customers: Sequence[int], limit: int) -> list[NoticeShown]:
    """Everything that this customer was shown, the newest first."""
    rows = Interaction.objects.filter(customer_id__in=customers, notice_version_id__isnull=False)
    found = rows.order_by("-occurred_at", "-id").values_list("notice_version_id", "occurred_at", "channel", "subject")
    return [NoticeShown(*cast("_Row", row)) for row in found[:limit]]
