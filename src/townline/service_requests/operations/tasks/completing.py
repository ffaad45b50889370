"""The last task is done: where the plan of the service says so, that completes the request."""

import logging
from datetime import datetime

from townline.accounts import queries as accounts
from townline.core.errors import OperationRefused
from townline.core.transactions import savepoint, transaction
from townline.service_requests.models import Outcome, ServiceRequest, Task, TaskPhoto, TaskPlan
from townline.service_requests.operations.changes import locked
from townline.service_requests.operations.complete import put_done
from townline.service_requests.values import TaskState
from townline.service_requests.workflow import TRANSITIONS, Verb

logger = logging.getLogger(__name__)


def complete_by_tasks(*, request: ServiceRequest, user_id: int | None, at: datetime) -> bool:
    """With what the teams wrote and their photos; False where somebody has to complete it by hand.

    A rule that asks for more than the tasks brought is not overruled: then the request waits for a person.
    """
    with transaction():
        request = locked(request=request, version=None)
        user = accounts.user_by_id(user_id=user_id) if user_id else None
        plan = TaskPlan.objects.filter(service=request.service_id, is_active=True, completes_request=True).first()
        if plan is None or user is None or request.state not in TRANSITIONS[Verb.COMPLETE].frm:
            return False
        done = list(Task.objects.filter(request=request, state=TaskState.DONE).order_by("position"))
        lines = [f"{task.title.in_(request.language)}: {task.result}" for task in done if task.result]
        photos = list(TaskPhoto.objects.filter(task__in=done).order_by("id").values_list("photo__uuid", flat=True))
        by = accounts.viewer_of(user=user, at=at)
        try:
            with savepoint():
                put_done(request=request, outcome=Outcome.FIXED, words="\n".join(lines), photos=photos, by=by, at=at)
        except OperationRefused as refusal:
            logger.info("Request %s is not completed by its tasks: %s", request.reference, refusal)
            return False
        return True
