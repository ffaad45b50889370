"""What a handler is given."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from townline.core.actor import Actor


@dataclass(frozen=True, slots=True)
class RecordedEvent:
    """`occurred_at` is when it happened, `recorded_at` when the log heard of it; both in UTC."""

    uuid: UUID
    type: str
    subject_type: str
    subject: UUID
    actor: Actor
    occurred_at: datetime
    recorded_at: datetime
    data: dict[str, Any] = field(default_factory=dict)


class Handler(Protocol):
    __name__: str
    __module__: str

    def __call__(self, *, event: RecordedEvent) -> None: ...
