"""Settings: how the work of a service is divided, and what teams promise each other."""

from django.db.models import Count, Q, QuerySet

from townline.core.errors import NotFound
from townline.service_requests.models import Agreement, TaskPlan, TaskStep


def all_plans() -> QuerySet[TaskPlan]:
    """With `step_count`."""
    counted = Count("steps", filter=Q(steps__is_active=True))
    return TaskPlan.objects.select_related("service").annotate(step_count=counted).order_by("service__name_en")


def plan_by_id(*, plan_id: int) -> TaskPlan:
    plan = TaskPlan.objects.select_related("service").filter(pk=plan_id).first()
    if plan is None:
        raise NotFound
    return plan


def steps_of(*, plan: TaskPlan) -> QuerySet[TaskStep]:
    return plan.steps.select_related("team").order_by("position")


def all_steps() -> QuerySet[TaskStep]:
    return TaskStep.objects.select_related("plan__service", "team").order_by("plan__service__name_en", "position")


def step_by_id(*, step_id: int) -> TaskStep:
    step = all_steps().filter(pk=step_id).first()
    if step is None:
        raise NotFound
    return step


def all_agreements() -> QuerySet[Agreement]:
    rows = Agreement.objects.select_related("from_department", "from_team", "to_department", "to_team")
    return rows.order_by("to_department__name_en", "to_team__name_en", "id")


def agreement_by_id(*, agreement_id: int) -> Agreement:
    row = all_agreements().filter(pk=agreement_id).first()
    if row is None:
        raise NotFound
    return row
