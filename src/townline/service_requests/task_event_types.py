"""Events of the tasks of a request; their subject is the request. `task` is the uuid of the task."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class _TaskFact:
    VERSION: ClassVar[int] = 1
    SUBJECT_TYPE: ClassVar[str] = "service_request"


@dataclass(frozen=True, slots=True)
class TaskAdded(_TaskFact):
    """A task was added, by the plan of the service or by hand."""

    TYPE: ClassVar[str] = "service_request.task_added"
    task: str
    title: str
    team_id: int
    is_planned: bool


@dataclass(frozen=True, slots=True)
class TaskOpened(_TaskFact):
    """A task can begin: what it waited for is done. Its clock runs."""

    TYPE: ClassVar[str] = "service_request.task_opened"
    task: str
    team_id: int
    from_team_id: int | None
    due_at: str | None


@dataclass(frozen=True, slots=True)
class TaskTakenUp(_TaskFact):
    """Somebody of the team began with it."""

    TYPE: ClassVar[str] = "service_request.task_taken_up"
    task: str
    team_id: int
    assignee_id: int


@dataclass(frozen=True, slots=True)
class TaskGiven(_TaskFact):
    """A task went to another team or person."""

    TYPE: ClassVar[str] = "service_request.task_given"
    task: str
    team_id: int
    assignee_id: int | None
    from_team_id: int
    from_assignee_id: int | None


@dataclass(frozen=True, slots=True)
class TaskDone(_TaskFact):
    """A task is done, with its evidence."""

    TYPE: ClassVar[str] = "service_request.task_done"
    task: str
    team_id: int
    photos: int
    in_time: bool


@dataclass(frozen=True, slots=True)
class TaskNotNeeded(_TaskFact):
    """A task is not needed after all; the reason stands on it."""

    TYPE: ClassVar[str] = "service_request.task_not_needed"
    task: str
    team_id: int


@dataclass(frozen=True, slots=True)
class TaskSentBack(_TaskFact):
    """A task that had ended is to be done again, or waits again for one that is."""

    TYPE: ClassVar[str] = "service_request.task_sent_back"
    task: str
    team_id: int
    note_id: int | None


@dataclass(frozen=True, slots=True)
class TasksDone(_TaskFact):
    """The last of its tasks has ended: the request can be completed."""

    TYPE: ClassVar[str] = "service_request.tasks_done"
    tasks: int


@dataclass(frozen=True, slots=True)
class TaskPlanChanged:
    """How the work of a service is divided was changed, or one of its steps."""

    TYPE: ClassVar[str] = "service_request.task_plan_changed"
    VERSION: ClassVar[int] = 1
    SUBJECT_TYPE: ClassVar[str] = "task_plan"
    plan_id: int
    changes: dict[str, list[object]]
    step_id: int | None = None


@dataclass(frozen=True, slots=True)
class AgreementChanged:
    """What two teams or departments promise each other was changed."""

    TYPE: ClassVar[str] = "service_request.agreement_changed"
    VERSION: ClassVar[int] = 1
    SUBJECT_TYPE: ClassVar[str] = "agreement"
    agreement_id: int
    changes: dict[str, list[object]]
