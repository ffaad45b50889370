"""Tasks of a request: laid down by the plan of its service, or added by hand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from townline.accounts.values import Viewer
from townline.core.actor import Actor
from townline.core.errors import NotAllowed, OperationRefused
from townline.core.transactions import transaction, transaction_required
from townline.events import operations as events
from townline.service_levels.values import Unit
from townline.service_requests import task_event_types as event_types
from townline.service_requests import task_permissions
from townline.service_requests.models import ServiceRequest, Task, TaskNeed, TaskPlan, TaskStep
from townline.service_requests.operations.changes import locked
from townline.service_requests.operations.tasks.steps import go_on
from townline.service_requests.values import TaskEvidence, TaskState
from townline.service_requests.workflow import NotNow

if TYPE_CHECKING:
    from townline.accounts.models import Team


class TaskRefused(OperationRefused):
    message = _("Write what is to be done, choose a team that is in use, and give it a time of at least one.")


@dataclass(frozen=True, slots=True)
class NewTask:
    """A task as somebody wrote it; the same words in both languages. `after`: uuids of tasks that come first."""

    title: str
    team: "Team"
    words: str = ""
    quantity: int = 3
    unit: Unit = Unit.BUSINESS_DAYS
    evidence: TaskEvidence = TaskEvidence.NOTE
    after: Sequence[UUID] = ()


def add_task(*, request: ServiceRequest, new: NewTask, by: Viewer, at: datetime) -> Task:
    """Raises TaskRefused, NotNow, NotAllowed."""
    if not new.title.strip() or not new.team.is_active or new.quantity < 1:
        raise TaskRefused
    with transaction():
        request = locked(request=request, version=None)
        if not task_permissions.may_plan(request=request, viewer=by):
            raise NotAllowed
        if not request.is_open:
            raise NotNow
        title = new.title.strip()[:160]
        task = _made(
            request, _next_place(request), new.team, by=by.actor, at=at, title_en=title, title_fr=title,
            words_en=new.words.strip(), words_fr=new.words.strip(), quantity=new.quantity, unit=new.unit,
            evidence=new.evidence,
        )  # fmt: skip
        first = Task.objects.filter(request=request, uuid__in=list(new.after)).exclude(pk=task.pk)
        TaskNeed.objects.bulk_create([TaskNeed(task=task, needs=one) for one in first])
        go_on(request=request, from_team_id=request.team_id, by=by.actor, at=at)
        task.refresh_from_db()
    return task


def lay_down(*, request: ServiceRequest, by: Actor, at: datetime) -> int:
    """The tasks of the service's plan, once; returns how many. A step without a team waits until the request has one."""
    with transaction():
        request = locked(request=request, version=None)
        plan = TaskPlan.objects.filter(service=request.service_id, is_active=True).first()
        if plan is None or not request.is_open or Task.objects.filter(request=request, step__plan=plan).exists():
            return 0
        steps = list(plan.steps.filter(is_active=True).select_related("team").order_by("position"))
        if request.team is None and any(step.team is None for step in steps):
            return 0
        before = _next_place(request) - 1
        made = {step.position: _of_step(request, step, before, by=by, at=at) for step in steps}
        needs = [
            TaskNeed(task=made[step.position], needs=made[place])
            for step in steps
            for place in sorted(set(step.after))
            if place in made and place < step.position
        ]
        TaskNeed.objects.bulk_create(needs)
        if made:
            go_on(request=request, from_team_id=request.team_id, by=by, at=at)
        return len(made)


def _of_step(request: ServiceRequest, step: TaskStep, before: int, *, by: Actor, at: datetime) -> Task:
    team = step.team or request.team
    assert team is not None
    return _made(
        request, before + step.position, team, by=by, at=at, step=step, title_en=step.title_en, title_fr=step.title_fr,
        words_en=step.words_en, words_fr=step.words_fr, quantity=step.quantity, unit=step.unit, evidence=step.evidence,
    )  # fmt: skip


@transaction_required
def _made(request: ServiceRequest, position: int, team: "Team", *, by: Actor, at: datetime, **fields: object) -> Task:
    task = Task.objects.create(
        request=request, position=position, team=team, state=TaskState.WAITING, created_at=at, **fields
    )
    title = task.title_en if task.step_id else ""  # what somebody wrote may name a person: it stays on the task
    fact = event_types.TaskAdded(str(task.uuid), title, team.pk, is_planned=task.step_id is not None)
    events.record(fact, subject=request.uuid, by=by, at=at)
    return task


def _next_place(request: ServiceRequest) -> int:
    last: int | None = Task.objects.filter(request=request).aggregate(last=Max("position"))["last"]
    return (last or 0) + 1
