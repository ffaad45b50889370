"""What the end of a request, or another service of it, means for its tasks."""

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from townline.core.actor import Actor
from townline.core.transactions import transaction, transaction_required
from townline.events import operations as events
from townline.service_levels import operations as service_levels
from townline.service_levels import queries as deadlines
from townline.service_levels.values import ClockKind, Ended
from townline.service_requests import task_event_types as event_types
from townline.service_requests.models import ServiceRequest, Task
from townline.service_requests.operations.changes import locked
from townline.service_requests.operations.tasks.adding import lay_down
from townline.service_requests.operations.tasks.steps import OPEN, go_on
from townline.service_requests.values import TaskState
from townline.service_requests.workflow import State

if TYPE_CHECKING:
    from django.db.models import QuerySet


def drop_tasks(*, request: ServiceRequest, by: Actor, at: datetime) -> int:
    """The request ended without being done: so do its open tasks; returns how many."""
    with transaction():
        if request.is_open:
            return 0  # opened again meanwhile
        return _drop(_open_tasks(request), by, at)


def plan_anew(*, request: ServiceRequest, by: Actor, at: datetime) -> int:
    """It is another service: what nobody has begun of the old plan falls away; returns how many tasks the new plan laid down."""
    with transaction():
        request = locked(request=request, version=None)
        if not request.is_open:
            return 0
        others = _open_tasks(request).filter(step__isnull=False, taken_up_at__isnull=True)
        dropped = _drop(others.exclude(step__plan__service=request.service_id), by, at)
        back = _take_back(request)
        laid = lay_down(request=request, by=by, at=at) if request.state != State.SUBMITTED else 0
        if (dropped or back) and not laid:
            go_on(request=request, from_team_id=request.team_id, by=by, at=at)
        return laid


def _open_tasks(request: ServiceRequest) -> "QuerySet[Task]":
    return Task.objects.select_for_update(of=("self",)).filter(request=request, state__in=OPEN).order_by("position")


@transaction_required
def _take_back(request: ServiceRequest) -> int:
    """It was rightly what it is now: what nobody but the correction ended waits again."""
    planned = Task.objects.filter(request=request, step__plan__service=request.service_id, taken_up_at__isnull=True)
    dropped = planned.filter(state=TaskState.NOT_NEEDED, ended_by_id__isnull=True)
    return dropped.update(state=TaskState.WAITING, ended_at=None, ended_by="")


@transaction_required
def _drop(tasks: "QuerySet[Task]", by: Actor, at: datetime) -> int:
    dropped = list(tasks.select_related("request"))
    for task in dropped:
        task.state, task.ended_at, task.ended_by = TaskState.NOT_NEEDED, at, by.label
        task.save(update_fields=["state", "ended_at", "ended_by"])
        service_levels.stop(subject=task.uuid, at=at, ended=Ended.DROPPED)
        fact = event_types.TaskNotNeeded(str(task.uuid), task.team_id)
        events.record(fact, subject=task.request.uuid, by=by, at=at)
    return len(dropped)


def take_over_task_due(*, task: UUID) -> None:
    """Other opening days moved its clock, which may have moved again since. The event says so."""
    with transaction():
        found = Task.objects.select_for_update(of=("self",)).filter(uuid=task, state=TaskState.OPEN).first()
        due_at = deadlines.due_now(subject=task, kind=ClockKind.RESOLUTION) if found else None
        if found and due_at:
            found.due_at = due_at
            found.save(update_fields=["due_at"])
