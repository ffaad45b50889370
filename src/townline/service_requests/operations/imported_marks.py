"""How an imported row is told apart from what the file said before, and what event brings it into its state."""

from itertools import pairwise
from zlib import crc32

from townline.core.copying import text_of
from townline.core.words import plain
from townline.events import operations as events
from townline.service_requests import event_types
from townline.service_requests.models import ServiceRequest
from townline.service_requests.operations.load import RequestRow
from townline.service_requests.workflow import State

PARTS = {
    "what": ("service_id", "channel", "submitted_at"),
    "words": ("description",),
    "place": ("address", "postal_code", "place_description", "lat", "long"),
    "owner": ("department_id", "team_id"),
    "progress": (
        "state", "reviewed_at", "assigned_at", "completed_at", "closed_at", "due_at", "outcome", "status_notes", "source_status",
    ),
}  # fmt: skip
_STATE_CHANGED = event_types.DetailsChanged("state")
_FACTS: dict[str, events.Fact] = {
    State.REVIEWED: event_types.Accepted(),
    State.CONFIRMED: event_types.Confirmed("imported"),
    State.DECLINED: event_types.Declined("imported"),
    State.MERGED: event_types.Merged(""),
    State.CANCELLED: event_types.Cancelled(),
}
MARK = 8  # letters of one part


def fingerprint(row: RequestRow | ServiceRequest) -> str:
    """One mark for each part, with the columns and in the order of PARTS. Written out: this runs for every row of a file."""
    texts = (
        f"{row.service_id}|{row.channel}|{text_of(row.submitted_at)}",
        row.description,
        f"{row.address}|{row.postal_code}|{row.place_description}|{row.lat}|{row.long}",
        f"{row.department_id}|{row.team_id}",
        (
            f"{row.state}|{text_of(row.reviewed_at)}|{text_of(row.assigned_at)}|{text_of(row.completed_at)}|{text_of(row.closed_at)}|{text_of(row.due_at)}|{row.outcome}"
            f"|{row.status_notes}|{row.source_status}"
        ),
    )
    return "".join([f"{crc32(text.encode()):08x}" for text in texts])


def searchable(*, description: str, address: str, place: str, source_id: str) -> str:
    """The words of a request as search keeps them; the number that it had elsewhere is one of them."""
    return plain(" ".join(filter(None, (description, address, place, source_id))))


def fact_of(row: RequestRow | ServiceRequest) -> events.Fact:
    """The event that brings a request into the state in which the file has it."""
    if row.state == State.ASSIGNED:
        return event_types.Assigned(row.team_id or 0, None)
    if row.state == State.COMPLETED:
        return event_types.Completed(row.outcome, 0)
    return _FACTS.get(row.state, _STATE_CHANGED)


def marks_of(fingerprint_: str) -> dict[str, str]:
    cuts = range(0, MARK * (len(PARTS) + 1), MARK)
    return {part: fingerprint_[start:end] for part, (start, end) in zip(PARTS, pairwise(cuts), strict=True)}
