"""Other requests of the same customer, and near the same place."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import get_language

from townline.core.language import Language
from townline.core.reference import said
from townline.desk.presenters.addresses import record_url
from townline.service_requests.workflow import STATE_NAMES, State
from townline.ui import times

if TYPE_CHECKING:
    from townline.service_requests.queries import OtherRequest, Record


@dataclass(frozen=True, slots=True)
class OtherView:
    url: str
    said: str
    what: str
    state: object
    when: str


def other_views(found: "list[OtherRequest]", *, at: datetime) -> list[OtherView]:
    is_french = Language.of(get_language()) is Language.FRENCH
    return [
        OtherView(
            record_url(row.reference),
            said(row.reference),
            row.service_fr if is_french else row.service_en,
            STATE_NAMES[State(row.state)],
            times.ago(row.submitted_at, at=at),
        )
        for row in found
    ]


def near_views(record: "Record", *, at: datetime) -> list[dict[str, object]]:
    return [
        {
            "url": record_url(row.reference),
            "said": said(row.reference),
            "reference": row.reference,
            "metres": row.metres,
            "state": STATE_NAMES[State(row.state)],
            "when": times.ago(row.submitted_at, at=at),
        }
        for row in record.near
    ]
