"""Tasks of a request across departments. See docs/decisions/0024."""

from townline.service_requests.operations.open_tasks import TasksOpen, refuse_open_tasks
from townline.service_requests.operations.tasks.adding import NewTask, TaskRefused, add_task, lay_down
from townline.service_requests.operations.tasks.closing import drop_tasks, plan_anew, take_over_task_due
from townline.service_requests.operations.tasks.completing import complete_by_tasks
from townline.service_requests.operations.tasks.hand_offs import follow_hand_off
from townline.service_requests.operations.tasks.plans import (
    AgreementRefused,
    PlanRefused,
    StepRefused,
    save_agreement,
    save_plan,
    save_step,
)
from townline.service_requests.operations.tasks.work import (
    TaskEvidenceMissing,
    finish_task,
    give_task,
    send_back,
    skip_task,
    take_up,
)

__all__ = [
    "AgreementRefused",
    "NewTask",
    "PlanRefused",
    "StepRefused",
    "TaskEvidenceMissing",
    "TaskRefused",
    "TasksOpen",
    "add_task",
    "complete_by_tasks",
    "drop_tasks",
    "finish_task",
    "follow_hand_off",
    "give_task",
    "lay_down",
    "plan_anew",
    "refuse_open_tasks",
    "save_agreement",
    "save_plan",
    "save_step",
    "send_back",
    "skip_task",
    "take_over_task_due",
    "take_up",
]
