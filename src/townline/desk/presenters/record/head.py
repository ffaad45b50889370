"""What a request is, and how far it is."""

from datetime import datetime
from typing import TYPE_CHECKING

from townline.core.reference import said
from townline.desk.presenters import due
from townline.desk.presenters.addresses import record_url
from townline.desk.presenters.record.track import track
from townline.desk.presenters.states import state_tone
from townline.service_requests.workflow import STATE_NAMES, State
from townline.ui import times
from townline.ui.localised import localised

if TYPE_CHECKING:
    from townline.service_requests.queries import Record


def service_name(record: "Record") -> str:
    service = record.request.service
    return localised(service.name)


def record_head(record: "Record", *, at: datetime) -> dict[str, object]:
    """State, promise and track."""
    request = record.request
    state = State(request.state)
    return {
        "what": service_name(record),
        "reference": request.reference,
        "said": said(request.reference).replace(" ", times.NO_BREAK),
        "state": STATE_NAMES[state],
        "tone": state_tone(state),
        "due": due.due_element(request.due_at, at=at),
        "is_late": request.due_at is not None and request.due_at <= at,
        "is_soon": due.is_soon(request.due_at, at=at),
        "track": track(record),
        "is_sealed": record.is_sealed,
        "is_enforcement": request.visibility == "enforcement",
        "is_private": request.visibility == "private",
        "is_urgent": request.priority == 1,
        "merged_into": said(request.merged_into.reference) if request.merged_into else "",
        "merged_url": record_url(request.merged_into.reference) if request.merged_into else "",
    }
