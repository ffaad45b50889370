"""The verbs of one task: begin, done, not needed, do it again, give it to somebody else."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from townline.accounts.values import Viewer
from townline.core.errors import NotAllowed, OperationRefused
from townline.core.transactions import transaction, transaction_required
from townline.events import operations as events
from townline.service_levels import operations as service_levels
from townline.service_levels.values import Ended
from townline.service_requests import task_event_types as event_types
from townline.service_requests import task_permissions
from townline.service_requests.closing_values import says_something
from townline.service_requests.models import Note, NoteVisibility, Photo, Task, TaskPhoto
from townline.service_requests.operations.assign import need_worker
from townline.service_requests.operations.closing.pictures_of_work import pictures_of_work
from townline.service_requests.operations.review import ReasonMissing
from townline.service_requests.operations.tasks.steps import OPEN, go_on, lock_task, start
from townline.service_requests.values import TaskEvidence, TaskState
from townline.service_requests.workflow import NotNow

if TYPE_CHECKING:
    from townline.accounts.models import Team, User


class TaskEvidenceMissing(OperationRefused):
    message = _("Show that it is done before you close the task.")


def take_up(*, task: Task, by: Viewer, at: datetime) -> Task:
    """I do it. Raises NotNow, NotAllowed."""
    with transaction():
        task = lock_task(task=task)
        if task.state != TaskState.OPEN:
            raise NotNow
        if not task_permissions.may_work_on(task=task, viewer=by):
            raise NotAllowed
        task.assignee_id, task.taken_up_at = by.user_id, task.taken_up_at or at
        task.save(update_fields=["assignee", "taken_up_at"])
        fact = event_types.TaskTakenUp(str(task.uuid), task.team_id, by.user_id)
        events.record(fact, subject=task.request.uuid, by=by.actor, at=at)
    return task


def finish_task(*, task: Task, result: str, by: Viewer, at: datetime, photos: Sequence[UUID] = ()) -> Task:
    """It is done, with the evidence that it asks for. The next tasks open. Raises TaskEvidenceMissing, NotNow, NotAllowed."""
    with transaction():
        task = lock_task(task=task)
        if task.state != TaskState.OPEN:
            raise NotNow
        if not task_permissions.may_work_on(task=task, viewer=by):
            raise NotAllowed
        pictures = _pictures_of_work(task, photos)
        _check_evidence(task, result, pictures)
        Photo.objects.filter(pk__in=[photo.pk for photo in pictures]).update(request=task.request, is_evidence=True)
        TaskPhoto.objects.bulk_create([TaskPhoto(task=task, photo=photo) for photo in pictures], ignore_conflicts=True)
        in_time = task.due_at is None or at <= task.due_at
        task.taken_up_at = task.taken_up_at or at
        _end(task, TaskState.DONE, result, by, at)
        service_levels.stop(subject=task.uuid, at=at)
        fact = event_types.TaskDone(str(task.uuid), task.team_id, len(pictures), in_time)
        events.record(fact, subject=task.request.uuid, by=by.actor, at=at)
        go_on(request=task.request, from_team_id=task.team_id, by=by.actor, at=at)
    return task


@transaction_required
def _pictures_of_work(task: Task, photos: Sequence[UUID]) -> list[Photo]:
    """New ones, or those that this task has brought: never one of the customer, of another request or of another task. Raises PhotoSeenBefore."""
    shown = TaskPhoto.objects.filter(task__request=task.request_id)
    brought = Q(pk__in=shown.filter(task=task).values("photo"))
    others = Q(pk__in=shown.exclude(task=task).values("photo"))
    return pictures_of_work(request=task.request, photos=photos, known=brought, others=others)


def _check_evidence(task: Task, result: str, photos: Sequence[Photo]) -> None:
    needs_words = task.evidence in {TaskEvidence.NOTE, TaskEvidence.BOTH}
    needs_photo = task.evidence in {TaskEvidence.PHOTO, TaskEvidence.BOTH}
    if needs_words and not says_something(result):
        raise TaskEvidenceMissing(_("Write what was done: this task asks for words."))
    if needs_photo and not photos and not TaskPhoto.objects.filter(task=task).exists():
        raise TaskEvidenceMissing(_("Add a photo of the work: this task asks for one."))


@transaction_required
def _end(task: Task, state: TaskState, words: str, by: Viewer, at: datetime) -> None:
    task.state, task.ended_at, task.result = state, at, words.strip()
    task.ended_by, task.ended_by_id = by.actor.label, by.user_id
    task.save(update_fields=["state", "ended_at", "result", "ended_by", "ended_by_id", "taken_up_at"])


def skip_task(*, task: Task, reason: str, by: Viewer, at: datetime) -> Task:
    """It is not needed after all. Raises ReasonMissing, NotNow, NotAllowed."""
    if not reason.strip():
        raise ReasonMissing(_("Write why the task is not needed."))
    with transaction():
        task = lock_task(task=task)
        if not task.is_open:
            raise NotNow
        if not task_permissions.may_plan(request=task.request, viewer=by):
            raise NotAllowed
        _end(task, TaskState.NOT_NEEDED, reason, by, at)
        service_levels.stop(subject=task.uuid, at=at, ended=Ended.DROPPED)
        fact = event_types.TaskNotNeeded(str(task.uuid), task.team_id)
        events.record(fact, subject=task.request.uuid, by=by.actor, at=at)
        go_on(request=task.request, from_team_id=task.team_id, by=by.actor, at=at)
    return task


def send_back(*, task: Task, reason: str, by: Viewer, at: datetime) -> Task:
    """It is to be done again, with a new clock; what comes after it waits again. Raises ReasonMissing, NotNow, NotAllowed."""
    if not reason.strip():
        raise ReasonMissing(_("Write what is still to be done."))
    with transaction():
        task = lock_task(task=task)
        later = Task.objects.filter(needs__needs=task).select_related("team")
        if task.is_open or not task.request.is_open or later.filter(state=TaskState.DONE).exists():
            raise NotNow
        if task.needs.filter(needs__state__in=OPEN).exists():
            raise NotNow
        if not task_permissions.may_plan(request=task.request, viewer=by):
            raise NotAllowed
        note = Note.objects.create(
            request=task.request, text=reason.strip(), visibility=NoteVisibility.INTERNAL, author_id=by.user_id,
            author_label=by.actor.label, written_at=at,
        )  # fmt: skip
        for one in later.filter(state=TaskState.OPEN):
            one.state, one.due_at = TaskState.WAITING, None
            one.save(update_fields=["state", "due_at"])
            service_levels.stop(subject=one.uuid, at=at, ended=Ended.DROPPED)
            fact = event_types.TaskSentBack(str(one.uuid), one.team_id, None)
            events.record(fact, subject=task.request.uuid, by=by.actor, at=at)
        fact = event_types.TaskSentBack(str(task.uuid), task.team_id, note.pk)
        events.record(fact, subject=task.request.uuid, by=by.actor, at=at)
        return start(task=task, from_team_id=task.request.team_id, by=by.actor, at=at)


def give_task(*, task: Task, team: "Team", by: Viewer, at: datetime, assignee: "User | None" = None) -> Task:
    """To another team or person; its clock goes on. Raises CannotAssign, NotNow, NotAllowed."""
    need_worker(team=team, assignee=assignee)
    with transaction():
        task = lock_task(task=task)
        if not task.is_open:
            raise NotNow
        if not task_permissions.may_give(task=task, viewer=by):
            raise NotAllowed
        fact = event_types.TaskGiven(
            str(task.uuid), team.pk, assignee.pk if assignee else None, task.team_id, task.assignee_id
        )
        if team.pk != task.team_id:
            task.taken_up_at = None
        task.team, task.assignee = team, assignee
        task.save(update_fields=["team", "assignee", "taken_up_at"])
        events.record(fact, subject=task.request.uuid, by=by.actor, at=at)
    return task
