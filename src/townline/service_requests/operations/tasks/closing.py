"""What the end of a request means for its tasks."""

from datetime import datetime
from uuid import UUID

from townline.core.actor import Actor
from townline.core.transactions import transaction
from townline.events import operations as events
from townline.service_levels import operations as service_levels
from townline.service_levels.values import Ended
from townline.service_requests import task_event_types as event_types
from townline.service_requests.models import ServiceRequest, Task
from townline.service_requests.operations.tasks.steps import OPEN
from townline.service_requests.values import TaskState


def drop_tasks(*, request: ServiceRequest, by: Actor, at: datetime) -> int:
    """The request ended without being done: so do its open tasks; returns how many."""
    with transaction():
        if request.is_open:
            return 0  # opened again meanwhile
        tasks = list(Task.objects.select_for_update().filter(request=request, state__in=OPEN).order_by("position"))
        for task in tasks:
            task.state, task.ended_at, task.ended_by = TaskState.NOT_NEEDED, at, by.label
            task.save(update_fields=["state", "ended_at", "ended_by"])
            service_levels.stop(subject=task.uuid, at=at, ended=Ended.DROPPED)
            fact = event_types.TaskNotNeeded(str(task.uuid), task.team_id)
            events.record(fact, subject=request.uuid, by=by, at=at)
        return len(tasks)


def take_over_task_due(*, task: UUID, due_at: datetime) -> None:
    """Other opening days moved its clock. The event says so."""
    Task.objects.filter(uuid=task, state=TaskState.OPEN).update(due_at=due_at)
