"""How the work of a service is divided, and what teams promise each other: settings, with their history in the log."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError
from django.utils.translation import gettext_lazy as _

from townline.accounts.rights import actor_who_may_change
from townline.accounts.values import Viewer
from townline.core.actor import Actor
from townline.core.changes import apply
from townline.core.errors import OperationRefused
from townline.core.subjects import subject_uuid
from townline.core.transactions import savepoint, transaction
from townline.events import operations as events
from townline.service_requests import task_event_types as event_types
from townline.service_requests.models import Agreement, TaskPlan, TaskStep


class PlanRefused(OperationRefused):
    message = _("A service has one plan. Choose a service that has none yet.")


class StepRefused(OperationRefused):
    message = _(
        "Name the task in both languages, give it a place of its own, and let it wait only for tasks that stand before it."
    )


class AgreementRefused(OperationRefused):
    message = _("Choose who takes the work up, a time of at least one, and a pair that has no agreement yet.")


def save_plan(*, plan: TaskPlan | None, values: dict[str, Any], by: Viewer | Actor, at: datetime) -> TaskPlan:
    """None for a new one. Raises PlanRefused, NotAllowed. It holds for requests that come to it from now on."""
    actor = actor_who_may_change(by)
    plan = plan or TaskPlan()
    with transaction():
        changes = apply(plan, values)
        try:
            with savepoint():
                plan.save()
        except IntegrityError:
            raise PlanRefused from None
        fact = event_types.TaskPlanChanged(plan.pk, changes)
        events.record(fact, subject=subject_uuid(kind="task_plan", id=plan.pk), by=actor, at=at)
    return plan


def save_step(*, step: TaskStep | None, values: dict[str, Any], by: Viewer | Actor, at: datetime) -> TaskStep:
    """`values` name the plan by `plan_id` and the team by `team_id`. Raises StepRefused, NotAllowed."""
    actor = actor_who_may_change(by)
    step = step or TaskStep()
    changes = apply(step, values)
    names = step.title_en.strip() and step.title_fr.strip()
    if not names or not 1 <= step.position <= 99 or step.quantity < 1 or not step.plan_id:
        raise StepRefused
    if any(place >= step.position for place in step.after):
        raise StepRefused
    with transaction():
        try:
            with savepoint():
                step.save()
        except IntegrityError:
            raise StepRefused from None
        fact = event_types.TaskPlanChanged(step.plan_id, changes, step_id=step.pk)
        events.record(fact, subject=subject_uuid(kind="task_step", id=step.pk), by=actor, at=at)
    return step


def save_agreement(
    *, agreement: Agreement | None, values: dict[str, Any], by: Viewer | Actor, at: datetime
) -> Agreement:
    """What is handed over from now on is timed by it. Raises AgreementRefused, NotAllowed."""
    actor = actor_who_may_change(by)
    agreement = agreement or Agreement()
    changes = apply(agreement, values)
    if not (agreement.to_team_id or agreement.to_department_id) or agreement.quantity < 1:
        raise AgreementRefused
    with transaction():
        try:
            with savepoint():
                agreement.save()
        except IntegrityError:
            raise AgreementRefused from None
        fact = event_types.AgreementChanged(agreement.pk, changes)
        events.record(fact, subject=subject_uuid(kind="agreement", id=agreement.pk), by=actor, at=at)
    return agreement
