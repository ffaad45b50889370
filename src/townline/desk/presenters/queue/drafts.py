"""Requests that were begun and not sent."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from townline.catalog import queries as catalog
from townline.ui.localised import localised

if TYPE_CHECKING:
    from townline.service_requests.models import Draft


@dataclass(frozen=True, slots=True)
class DraftView:
    uuid: str
    said: str
    at: datetime


def draft_views(drafts: "Sequence[Draft]") -> list[DraftView]:
    """What was begun and not sent: the service, the caller or the first words."""
    return [DraftView(str(draft.uuid), _draft_words(draft), draft.updated_at) for draft in drafts]


def _draft_words(draft: "Draft") -> str:
    entry = catalog.catalogue().by_code.get(draft.service_code)
    name = localised(entry.definition.name) if entry else ""
    typed = [str((draft.data.get(field) or [""])[0]).strip() for field in ("name", "phone", "address", "about")]
    return " · ".join([part for part in (name, *typed) if part][:3]) or _("Nothing typed yet")
