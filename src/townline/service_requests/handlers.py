"""What requests do when something happens elsewhere."""

from townline.events.values import RecordedEvent
from townline.service_requests import operations, queries
from townline.service_requests.operations import major_events, tasks


def reassign_work_of_leaver(*, event: RecordedEvent) -> None:
    """Somebody left: what they had in hand goes back to its team."""
    operations.give_back_work_of(user_id=event.data["user_id"], by=event.actor, at=event.occurred_at)


def lay_down_tasks(*, event: RecordedEvent) -> None:
    """Somebody has looked at it: the tasks of its service begin."""
    request = queries.request_of_event(subject=event.subject)
    tasks.lay_down(request=request, by=event.actor, at=event.occurred_at)


def plan_tasks_anew(*, event: RecordedEvent) -> None:
    request = queries.request_of_event(subject=event.subject)
    tasks.plan_anew(request=request, by=event.actor, at=event.occurred_at)


def drop_tasks(*, event: RecordedEvent) -> None:
    request = queries.request_of_event(subject=event.subject)
    tasks.drop_tasks(request=request, by=event.actor, at=event.occurred_at)


def complete_by_tasks(*, event: RecordedEvent) -> None:
    request = queries.request_of_event(subject=event.subject)
    tasks.complete_by_tasks(request=request, user_id=event.actor.id, at=event.occurred_at)


def follow_hand_off(*, event: RecordedEvent) -> None:
    tasks.follow_hand_off(event=event)


def follow_answer_recount(*, event: RecordedEvent) -> None:
    if event.data["of"] == "follow_up":
        operations.take_over_answer_due(follow_up=event.subject)


def answer_follow_ups(*, event: RecordedEvent) -> None:
    """A step that the customer hears of answers what they asked before. A note only if staff wrote it for the customer."""
    visibility = event.data.get("visibility", "")
    if not event.actor.is_staff or visibility == "internal":
        return
    to_one = visibility == "customer" or event.type == "service_request.customer_asked"
    operations.answer_by_step(request=event.subject, everybody=not to_one, by=event.actor, at=event.occurred_at)


def join_major_event(*, event: RecordedEvent) -> None:
    """A report that comes in while a storm lasts belongs to it."""
    major_events.join_new(request=event.subject, by=event.actor, at=event.occurred_at)


def follow_task_recount(*, event: RecordedEvent) -> None:
    if event.data["of"] == "task":
        tasks.take_over_task_due(task=event.subject)
