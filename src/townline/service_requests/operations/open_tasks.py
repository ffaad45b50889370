"""No request is completed before its tasks."""

from django.utils.translation import gettext_lazy as _

from townline.core.errors import OperationRefused
from townline.core.transactions import transaction_required
from townline.service_requests.models import ServiceRequest, Task
from townline.service_requests.values import TaskState


class TasksOpen(OperationRefused):
    message = _("Tasks of this request are not done yet. Finish them first, or say that they are not needed.")


@transaction_required
def refuse_open_tasks(*, request: ServiceRequest) -> None:
    """Before a request is completed. Raises TasksOpen."""
    if Task.objects.filter(request=request, state__in=[TaskState.WAITING, TaskState.OPEN]).exists():
        raise TasksOpen
