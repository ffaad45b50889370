"""One request as a file tells it, in our words."""

from datetime import datetime
from typing import NamedTuple


class RequestRecord(NamedTuple):
    """None and the empty text mean: the row does not say. That is stored as not recorded."""

    source_id: str
    service: str
    state: str
    channel: str
    submitted_at: datetime
    reviewed_at: datetime | None
    assigned_at: datetime | None
    closed_at: datetime | None
    due_at: datetime | None
    outcome: str
    description: str
    resolution: str
    address: str
    postal_code: str
    place: str
    lat: float | None
    lon: float | None
    department: str
    team: str
    customer: str
    status_word: str
    channel_word: str


NOT_RECORDED = "not_recorded"
OPEN_STATES = frozenset({"submitted", "reviewed", "assigned", "waiting_for_customer", "completed"})
CLOSED_STATES = frozenset({"confirmed", "declined", "merged", "cancelled"})
STATES = OPEN_STATES | CLOSED_STATES
CHANNELS = frozenset(
    {"web", "phone", "counter", "email", "mail", "open311", "chat", "text", "social", "staff", "other", "not_recorded"}
)
OUTCOMES = frozenset({"fixed", "nothing_found", "done_earlier", "planned", "referred", "answered", "not_recorded"})
