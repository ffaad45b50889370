"""Lists of tasks: of one request, and what a team has to do."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from django.db.models import F, Prefetch, Q, QuerySet

from townline.accounts.values import Viewer
from townline.service_requests.models import ServiceRequest, Task, TaskNeed, TaskPhoto
from townline.service_requests.values import TaskState

if TYPE_CHECKING:
    from collections.abc import Sequence

ROWS = 100
LATELY = timedelta(days=90)
_SHOWN = ("team", "assignee", "request__service")


class TaskTab(StrEnum):
    MINE = "mine"
    TEAM = "team"
    WAITING = "waiting"  # for another task
    DONE = "done"


def tasks_of(*, request: ServiceRequest) -> "Sequence[Task]":
    """In their order, with what each waits for and its photos. Who may open the request may see them."""
    needs = Prefetch("needs", TaskNeed.objects.select_related("needs").order_by("needs__position"))
    photos = Prefetch("task_photos", TaskPhoto.objects.select_related("photo").order_by("photo_id"))
    rows = Task.objects.filter(request=request).select_related("team__department", "assignee")
    return list(rows.prefetch_related(needs, photos).order_by("position"))


def listed_tasks(
    *, viewer: Viewer, tab: TaskTab, at: datetime, late: bool = False, after: int = 0
) -> "tuple[list[Task], int]":
    """What is due first, first; and where the next page begins (0: there is none)."""
    rows = _in_tab(viewer, tab).select_related(*_SHOWN)
    if tab is TaskTab.DONE:
        rows = rows.filter(ended_at__gte=at - LATELY)
    if late:
        rows = rows.filter(due_at__lt=at)
    first = F("ended_at").desc() if tab is TaskTab.DONE else F("due_at").asc(nulls_last=True)
    found = list(rows.order_by(first, "id")[after : after + ROWS + 1])
    return found[:ROWS], after + ROWS if len(found) > ROWS else 0


def counted_tasks(*, viewer: Viewer) -> dict[TaskTab, int]:
    """One statement each; what is done is not counted."""
    return {tab: _in_tab(viewer, tab).count() for tab in (TaskTab.MINE, TaskTab.TEAM, TaskTab.WAITING)}


def _in_tab(viewer: Viewer, tab: TaskTab) -> QuerySet[Task]:
    ours = Q(team__in=viewer.teams)
    if tab is TaskTab.MINE:
        return Task.objects.filter(state=TaskState.OPEN, assignee__in=viewer.users)
    if tab is TaskTab.TEAM:
        return Task.objects.filter(ours, state=TaskState.OPEN)
    if tab is TaskTab.WAITING:
        return Task.objects.filter(ours, state=TaskState.WAITING)
    return Task.objects.filter(ours | Q(ended_by_id=viewer.user_id), state=TaskState.DONE)
