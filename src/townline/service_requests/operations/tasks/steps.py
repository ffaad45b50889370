"""What the verbs of tasks share: lock, open what can begin, see whether it was the last."""

from datetime import datetime

from townline.core.actor import Actor
from townline.core.transactions import transaction_required
from townline.events import operations as events
from townline.service_levels import operations as service_levels
from townline.service_levels.values import ClockKind, Promised, Unit
from townline.service_requests import task_event_types as event_types
from townline.service_requests.models import ServiceRequest, Task
from townline.service_requests.operations.changes import locked
from townline.service_requests.values import TaskState

OPEN = (TaskState.WAITING, TaskState.OPEN)


@transaction_required
def lock_task(*, task: Task) -> Task:
    """The task as it is now, locked behind its request. Raises DisposedOf."""
    request = locked(request=task.request, version=None)
    current = Task.objects.select_for_update(of=("self",)).select_related("team").get(pk=task.pk)
    current.request = request
    return current


@transaction_required
def start(*, task: Task, from_team_id: int | None, by: Actor, at: datetime) -> Task:
    """From now on it can be done, and its clock runs."""
    promised = Promised(ClockKind.RESOLUTION, task.quantity, Unit(task.unit))
    due = service_levels.start(
        subject=task.uuid, promises=[promised], at=at, subject_type="task", department_id=task.team.department_id
    )
    task.state, task.opened_at, task.due_at = TaskState.OPEN, at, due[ClockKind.RESOLUTION]
    task.ended_at = task.taken_up_at = None
    task.save(update_fields=["state", "opened_at", "due_at", "ended_at", "taken_up_at"])
    fact = event_types.TaskOpened(str(task.uuid), task.team_id, from_team_id, task.due_at.isoformat())
    events.record(fact, subject=task.request.uuid, by=by, at=at)
    return task


@transaction_required
def go_on(*, request: ServiceRequest, from_team_id: int | None, by: Actor, at: datetime) -> None:
    """Opens each task that waits for nothing any more; says when none is left."""
    waiting = Task.objects.filter(request=request, state=TaskState.WAITING).select_related("team")
    for task in waiting.exclude(needs__needs__state__in=OPEN).order_by("position"):
        task.request = request
        start(task=task, from_team_id=from_team_id, by=by, at=at)
    tasks = Task.objects.filter(request=request)
    if request.is_open and not tasks.filter(state__in=OPEN).exists() and tasks.filter(state=TaskState.DONE).exists():
        fact = event_types.TasksDone(tasks.count())
        events.record(fact, subject=request.uuid, by=by, at=at)
