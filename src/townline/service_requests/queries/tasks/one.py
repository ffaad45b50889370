"""The door to one task, for the crew that does it: they may not be allowed to open its request."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from townline.accounts.values import Viewer
from townline.core.errors import NotFound
from townline.privacy.reading import What, saw
from townline.service_requests import permissions, task_permissions
from townline.service_requests.models import Photo, PhotoState, ServiceRequest, Task, TaskPhoto
from townline.service_requests.queries.tasks.lists import tasks_of
from townline.service_requests.queries.visible import visible_requests
from townline.service_requests.values import TaskState


@dataclass(frozen=True, slots=True)
class TaskRecord:
    """`photos` are those of the customer, where the viewer may see them, and of the work of this task."""

    task: Task
    request: ServiceRequest
    siblings: Sequence[Task]
    photos: Sequence[Photo]
    sees_words: bool
    opens_request: bool
    may_work: bool
    may_plan: bool
    may_give: bool


def visible_task(*, uuid: UUID, viewer: Viewer) -> Task:
    """Raises NotFound if there is none that this person may see."""
    rows = Task.objects.filter(task_permissions.may_see_tasks(viewer), uuid=uuid)
    task = rows.select_related("team__department", "assignee", "request__service", "request__ward").first()
    if task is None:
        raise NotFound
    return task


def open_task(*, uuid: UUID) -> Task | None:
    """For handlers: no viewer."""
    rows = Task.objects.filter(uuid=uuid, state=TaskState.OPEN)
    return rows.select_related("team", "assignee", "request").first()


def task_record(*, uuid: UUID, viewer: Viewer) -> TaskRecord:
    """Raises NotFound. Who reads what a resident wrote is written down."""
    task = visible_task(uuid=uuid, viewer=viewer)
    request = task.request
    sees_words = task_permissions.sees_words(task=task, viewer=viewer)
    saw(people=[], subject=request.uuid, what=What.REQUEST)
    may_plan = task_permissions.may_plan(request=request, viewer=viewer)
    return TaskRecord(
        task=task,
        request=request,
        siblings=tasks_of(request=request),
        photos=_photos(task, sees_words=sees_words),
        sees_words=sees_words,
        opens_request=visible_requests(viewer=viewer).filter(pk=request.pk).exists(),
        may_work=task.state == TaskState.OPEN and task_permissions.may_work_on(task=task, viewer=viewer),
        may_plan=may_plan and request.is_open,
        may_give=task.is_open and task_permissions.may_give(task=task, viewer=viewer),
    )


def _photos(task: Task, *, sees_words: bool) -> list[Photo]:
    photos = Photo.objects.filter(request=task.request, state=PhotoState.READY).order_by("id")
    if not sees_words:
        photos = photos.filter(pk__in=TaskPhoto.objects.filter(task=task).values("photo"))
    return list(photos)


def task_photo(*, uuid: UUID, photo: UUID, viewer: Viewer) -> Photo:
    """A picture on the page of a task. Raises NotFound."""
    task = visible_task(uuid=uuid, viewer=viewer)
    sees_words = task_permissions.sees_words(task=task, viewer=viewer)
    found = next((one for one in _photos(task, sees_words=sees_words) if one.uuid == photo), None)
    if found is None:
        raise NotFound
    knows = task.request.customer is not None and permissions.may_see_customer(request=task.request, viewer=viewer)
    people = [task.request.customer.uuid] if knows and task.request.customer else []
    saw(people=people, subject=task.request.uuid, what=What.PHOTO)
    return found
