"""What tasks mean for the end of their request, and the end of a request for its tasks."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from townline.core.actor import Actor
from townline.core.errors import OperationRefused
from townline.core.transactions import transaction, transaction_required
from townline.events import operations as events
from townline.service_levels import operations as service_levels
from townline.service_levels.values import Ended
from townline.service_requests import task_event_types as event_types
from townline.service_requests.models import ServiceRequest, Task
from townline.service_requests.operations.tasks.steps import OPEN
from townline.service_requests.values import TaskState


class TasksOpen(OperationRefused):
    message = _("Tasks of this request are not done yet. Finish them first, or say that they are not needed.")


@transaction_required
def refuse_open_tasks(*, request: ServiceRequest) -> None:
    """Before a request is completed. Raises TasksOpen."""
    if Task.objects.filter(request=request, state__in=OPEN).exists():
        raise TasksOpen


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
