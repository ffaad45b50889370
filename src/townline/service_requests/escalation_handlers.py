"""Who is told hangs on what happens to promises and to requests."""

from datetime import datetime

from townline.events.values import RecordedEvent
from townline.service_levels.values import ClockKind
from townline.service_requests.escalation_values import Trigger
from townline.service_requests.operations import escalations

_TRIGGERS = {
    "service_request.disputed": Trigger.DISPUTED,
    "service_request.followed_up": Trigger.CONTACTED_AGAIN,
}


def plan_escalations(*, event: RecordedEvent) -> None:
    """A promise is at risk or late: its rungs are planned, each once."""
    if event.data.get("of") != "service_request":
        return
    escalations.plan_escalations(
        subject=event.subject,
        kind=event.data["kind"],
        due_at=datetime.fromisoformat(event.data["due_at"]),
        because=event.uuid,
    )


def plan_escalations_again(*, event: RecordedEvent) -> None:
    """The work was not done: its promises run on, and so do their rungs."""
    escalations.plan_again(subject=event.subject, because=event.uuid)


def climb_for_customer(*, event: RecordedEvent) -> None:
    """The customer says that it is not resolved, or asks again."""
    escalations.climb(subject=event.subject, trigger=_TRIGGERS[event.type], because=event.uuid, at=event.occurred_at)


def end_escalations(*, event: RecordedEvent) -> None:
    """The work has ended."""
    escalations.close_notices(subject=event.subject, at=event.occurred_at)


def follow_recount(*, event: RecordedEvent) -> None:
    """Other opening days moved a promise: the request is due then. What the customer was told stays as it was said."""
    data = event.data
    if (data["because"], data["of"], data["kind"]) == ("calendar", "service_request", ClockKind.RESOLUTION):
        escalations.take_over_due(subject=event.subject, at=event.occurred_at)
