"""What council offices do when something happens below."""

from townline.council import operations
from townline.council.operations.ask import SUBJECT
from townline.events.values import RecordedEvent


def follow_inquiry_recount(*, event: RecordedEvent) -> None:
    """Other opening days moved the day on which an answer is due."""
    if event.data["of"] == SUBJECT:
        operations.take_over_due(inquiry=event.subject)
