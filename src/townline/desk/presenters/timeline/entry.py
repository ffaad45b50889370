"""A line of the timeline."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Entry:
    """As components/timeline.html reads it. `take_back` is the message that can still be stopped."""

    icon: str
    what: str
    who: str
    at: datetime
    text: str = ""
    kind: str = ""
    take_back: str = ""
