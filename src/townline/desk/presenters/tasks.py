"""Tasks as pages show them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext

from townline.accounts.values import Viewer
from townline.core.reference import said
from townline.desk.presenters import due
from townline.service_levels.values import ClockKind, Promised, Unit
from townline.service_requests import task_permissions
from townline.service_requests.permissions import ENFORCEMENT
from townline.service_requests.values import TaskEvidence, TaskState
from townline.ui import times
from townline.ui.localised import localised
from townline.ui.promises import amount_words

if TYPE_CHECKING:
    from townline.service_requests.models import Task

TONES = {TaskState.WAITING: "calm", TaskState.OPEN: "accent", TaskState.DONE: "good", TaskState.NOT_NEEDED: "calm"}
SHAPES = {TaskState.WAITING: "pause", TaskState.OPEN: "half", TaskState.DONE: "check", TaskState.NOT_NEEDED: "cross"}


@dataclass(frozen=True, slots=True)
class TaskView:
    """One task in a list of its request."""

    url: str
    place: int
    title: str
    words: str
    team: str
    person: str
    state: object
    tone: str
    shape: str
    due: SafeString | str
    is_late: bool
    after: Sequence[str]
    result: str
    ended: str
    ended_by: str
    photos: Sequence[str]
    may_work: bool
    is_this: bool


def task_views(tasks: "Sequence[Task]", *, viewer: Viewer, at: datetime, this: "Task | None" = None) -> list[TaskView]:
    return [_view(task, viewer, at, is_this=this is not None and this.pk == task.pk) for task in tasks]


def _view(task: "Task", viewer: Viewer, at: datetime, *, is_this: bool) -> TaskView:
    language, state = get_language() or "en", TaskState(task.state)
    waits = [need.needs for need in task.needs.all() if need.needs.is_open]
    return TaskView(
        url=reverse("desk:task", args=[task.uuid]),
        place=task.position,
        title=task.title.in_(language),
        words=task.words.in_(language),
        team=task.team.name.in_(language),
        person=task.assignee.name if task.assignee else "",
        state=state.label,
        tone=TONES[state],
        shape=SHAPES[state],
        due=due.due_element(task.due_at, at=at) if state is TaskState.OPEN else "",
        is_late=_is_late(task, at),
        after=[one.title.in_(language) for one in waits],
        result=task.result,
        ended=times.ago(task.ended_at, at=at) if task.ended_at else "",
        ended_by=task.ended_by,
        photos=[str(row.photo.uuid) for row in task.task_photos.all() if row.photo.state == "ready"],
        may_work=state is TaskState.OPEN and task_permissions.may_work_on(task=task, viewer=viewer),
        is_this=is_this,
    )


def _is_late(task: "Task", at: datetime) -> bool:
    return task.state == TaskState.OPEN and task.due_at is not None and task.due_at <= at


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One task in the list of a team."""

    url: str
    title: str
    service: str
    where: str
    reference: str
    team: str
    person: str
    due: SafeString | str
    is_late: bool
    ended: str


def task_rows(tasks: "Sequence[Task]", *, viewer: Viewer, at: datetime) -> list[TaskRow]:
    language = get_language() or "en"
    rows = []
    for task in tasks:
        request = task.request
        service = localised(request.service.name)
        rows.append(
            TaskRow(
                url=reverse("desk:task", args=[task.uuid]),
                title=task.title.in_(language),
                service=service,
                where=_where(task, viewer),
                reference=said(request.reference),
                team=task.team.name.in_(language),
                person=task.assignee.name if task.assignee else "",
                due=due.due_element(task.due_at, at=at),
                is_late=_is_late(task, at),
                ended=times.ago(task.ended_at, at=at) if task.ended_at else "",
            )
        )
    return rows


def _where(task: "Task", viewer: Viewer) -> str:
    """The words for a place are the resident's own."""
    sees_words = task_permissions.sees_words(task=task, viewer=viewer)
    return task.request.address or (task.request.place_description if sees_words else "")


def asked_for(task: "Task") -> str:
    """What the form of a finished task must hold, in words."""
    return str(TaskEvidence(task.evidence).label)


def time_words(quantity: int, unit: str) -> str:
    return amount_words(Promised(ClockKind.RESOLUTION, quantity, Unit(unit)))


def is_sealed(task: "Task") -> bool:
    return task.request.visibility == ENFORCEMENT


def span_words(span: timedelta) -> str:
    """In hours up to two days, then in days."""
    hours = round(span.total_seconds() / 3600)
    if hours < 48:
        return ngettext("%(count)d hour", "%(count)d hours", hours) % {"count": hours}
    return ngettext("%(count)d day", "%(count)d days", round(hours / 24)) % {"count": round(hours / 24)}
