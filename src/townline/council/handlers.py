"""What council offices do when something happens below."""

from datetime import datetime

from townline.council import operations
from townline.council.operations.ask import SUBJECT
from townline.events.values import RecordedEvent


def follow_inquiry_recount(*, event: RecordedEvent) -> None:
    """Other opening days moved the day on which an answer is due."""
    if event.data["of"] == SUBJECT:
        due_at = datetime.fromisoformat(event.data["due_at"])
        operations.take_over_due(inquiry=event.subject, due_at=due_at)
