"""Tasks: of one request, of one's teams, one by one; plans and agreements; how hand-offs go."""

from townline.service_requests.queries.tasks.hand_offs import HandOffFigure, hand_off_figures, recounted_hand_offs
from townline.service_requests.queries.tasks.lists import TaskTab, counted_tasks, listed_tasks, tasks_of
from townline.service_requests.queries.tasks.one import TaskRecord, open_task, task_photo, task_record, visible_task
from townline.service_requests.queries.tasks.plans import (
    agreement_by_id,
    all_agreements,
    all_plans,
    all_steps,
    plan_by_id,
    step_by_id,
    steps_of,
)

__all__ = [
    "HandOffFigure",
    "TaskRecord",
    "TaskTab",
    "agreement_by_id",
    "all_agreements",
    "all_plans",
    "all_steps",
    "counted_tasks",
    "hand_off_figures",
    "listed_tasks",
    "open_task",
    "plan_by_id",
    "recounted_hand_offs",
    "step_by_id",
    "steps_of",
    "task_photo",
    "task_record",
    "tasks_of",
    "visible_task",
]
