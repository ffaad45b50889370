import uuid

import pgtrigger
from django.db import models
from django.db.models import F, Q

from townline.core.language import Text
from townline.privacy.declarations import Declaration, impersonal
from townline.privacy.values import Authority, Purpose, RetentionClass, Sensitivity
from townline.service_levels.values import Unit
from townline.service_requests.models.photo import Photo
from townline.service_requests.models.service_request import ServiceRequest
from townline.service_requests.models.task_plan import TaskStep
from townline.service_requests.values import TaskEvidence, TaskState
from townline.service_requests.workflow import ENDED

WRITTEN = Declaration(Purpose.SERVICE, Sensitivity.PERSONAL, RetentionClass.SERVICE_REQUEST)
STAFF = Declaration(Purpose.RECORD_KEEPING, Sensitivity.INTERNAL, RetentionClass.STAFF_ACCOUNT, Authority.EMPLOYMENT)
CODE = "a code from a list"

_ENDED = ", ".join(f"'{state.value}'" for state in sorted(ENDED))
# What the database holds by itself: no open task on a request that has ended, no task before those that it needs, no
# picture task without a picture. FOR SHARE first: a request is not completed while a task is being added to it.
_HOLDS = f"""
IF NEW.state IN ('waiting', 'open') AND (TG_OP = 'INSERT' OR OLD.state NOT IN ('waiting', 'open')) THEN
    PERFORM FROM service_requests_servicerequest WHERE id = NEW.request_id FOR SHARE;
    PERFORM FROM service_requests_servicerequest WHERE id = NEW.request_id AND state IN ({_ENDED});
    IF FOUND THEN
        RAISE EXCEPTION 'A request that has ended gets no task' USING ERRCODE = 'check_violation';
    END IF;
END IF;
IF NEW.state IN ('open', 'done') AND EXISTS (
    SELECT FROM service_requests_taskneed AS need JOIN service_requests_task AS first ON first.id = need.needs_id
    WHERE need.task_id = NEW.id AND first.state IN ('waiting', 'open')) THEN
    RAISE EXCEPTION 'Task % waits for another one', NEW.uuid USING ERRCODE = 'check_violation';
END IF;
IF NEW.state = 'done' AND NEW.evidence IN ('photo', 'both') AND NOT EXISTS (
    SELECT FROM service_requests_taskphoto WHERE task_id = NEW.id) THEN
    RAISE EXCEPTION 'Task % needs a photo', NEW.uuid USING ERRCODE = 'check_violation';
END IF;
IF NEW.state = 'done' AND NEW.evidence IN ('note', 'both') AND NEW.result = '' THEN
    RAISE EXCEPTION 'Task % needs words', NEW.uuid USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""  # noqa: S608 - states of ours
_NEED_HOLDS = """
IF NOT EXISTS (
    SELECT FROM service_requests_task AS later JOIN service_requests_task AS first ON first.request_id = later.request_id
    WHERE later.id = NEW.task_id AND first.id = NEW.needs_id AND first.position < later.position) THEN
    RAISE EXCEPTION 'A task needs an earlier one of the same request' USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""


class Task(models.Model):
    """A part of a request that one team does. It waits while a task that it needs is not done."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    request = models.ForeignKey(ServiceRequest, on_delete=models.CASCADE, related_name="tasks")
    step = models.ForeignKey(TaskStep, null=True, on_delete=models.SET_NULL, related_name="+")
    position = models.PositiveSmallIntegerField()
    title_en = WRITTEN.on(models.CharField(max_length=160))
    title_fr = WRITTEN.on(models.CharField(max_length=160))
    words_en = WRITTEN.on(models.TextField(blank=True))
    words_fr = WRITTEN.on(models.TextField(blank=True))
    team = models.ForeignKey("accounts.Team", on_delete=models.PROTECT, related_name="+", db_index=False)
    assignee = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    state = impersonal(models.CharField(max_length=12, choices=TaskState), CODE)
    evidence = impersonal(models.CharField(max_length=10, choices=TaskEvidence, default=TaskEvidence.NOTE), CODE)
    quantity = models.PositiveSmallIntegerField()
    unit = impersonal(models.CharField(max_length=20, choices=Unit), CODE)
    created_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    taken_up_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    result = WRITTEN.on(models.TextField(blank=True))  # what was done, or why it is not needed
    ended_by = STAFF.on(models.CharField(max_length=120, blank=True))
    ended_by_id = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["request", "step"], name="task_once_of_each_step"),
            models.UniqueConstraint(fields=["request", "position"], name="task_has_its_place"),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "open"], ended_at__isnull=True)
                | Q(state__in=["done", "not_needed"], ended_at__isnull=False),
                name="task_ended_says_when",
            ),
            models.CheckConstraint(
                condition=Q(state="waiting") | Q(state="not_needed") | Q(opened_at__isnull=False),
                name="task_open_says_since_when",
            ),
        ]
        indexes = [
            models.Index(F("team"), F("due_at"), F("id"), name="task_team", condition=Q(state__in=["open", "waiting"])),
            models.Index(fields=["assignee", "due_at"], name="task_mine", condition=Q(state="open")),
            models.Index(F("ended_at").desc(), F("id"), name="task_done", condition=Q(state="done")),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="task_holds",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("state"),  # type: ignore[no-untyped-call]
                func=_HOLDS,
            )
        ]

    def __str__(self) -> str:
        return f"{self.title_en} ({self.state})"

    @property
    def title(self) -> Text:
        return Text(self.title_en, self.title_fr)

    @property
    def words(self) -> Text:
        return Text(self.words_en, self.words_fr)

    @property
    def is_open(self) -> bool:
        return self.state in {TaskState.WAITING, TaskState.OPEN}


class TaskNeed(models.Model):
    """`task` waits for `needs`, which stands before it: so no two wait for each other."""

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="needs")
    needs = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="needed_by")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["task", "needs"], name="task_need_is_said_once")]
        triggers = [
            pgtrigger.Trigger(
                name="task_need_is_earlier",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=_NEED_HOLDS,
            )
        ]

    def __str__(self) -> str:
        return f"{self.task_id} needs {self.needs_id}"


class TaskPhoto(models.Model):
    """A picture of the work of one task; it is one of the request's own photos."""

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="task_photos")
    photo = models.OneToOneField(Photo, on_delete=models.CASCADE, related_name="+")

    def __str__(self) -> str:
        return f"{self.photo_id} of {self.task_id}"
