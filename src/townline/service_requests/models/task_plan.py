from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from townline.core.language import Text
from townline.service_levels.values import Unit
from townline.service_requests.values import TaskEvidence


class TaskPlan(models.Model):
    """The tasks that every request of one service brings. `completes_request`: the last task done completes it."""

    NOT_PERSONAL: ClassVar[str] = "how the city divides its work"

    service = models.OneToOneField("catalog.Service", on_delete=models.CASCADE, related_name="+")
    completes_request = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)

    def __str__(self) -> str:
        return f"plan of {self.service_id}"


class TaskStep(models.Model):
    """One task of a plan. `after` are the places of the steps that come first; no team means that of the request."""

    NOT_PERSONAL: ClassVar[str] = "how the city divides its work"

    plan = models.ForeignKey(TaskPlan, on_delete=models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(99)])
    title_en = models.CharField(max_length=160)
    title_fr = models.CharField(max_length=160)
    words_en = models.TextField(blank=True)
    words_fr = models.TextField(blank=True)
    team = models.ForeignKey("accounts.Team", null=True, on_delete=models.PROTECT, related_name="+")
    quantity = models.PositiveSmallIntegerField(default=3)
    unit = models.CharField(max_length=20, choices=Unit, default=Unit.BUSINESS_DAYS)
    evidence = models.CharField(max_length=10, choices=TaskEvidence, default=TaskEvidence.NOTE)
    after = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True)
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "position"], name="task_step_has_its_place"),
            models.CheckConstraint(condition=Q(position__range=(1, 99)), name="task_step_place_is_one_to_99"),
            models.CheckConstraint(condition=Q(quantity__gte=1), name="task_step_has_time"),
        ]

    def __str__(self) -> str:
        return self.title_en

    @property
    def title(self) -> Text:
        return Text(self.title_en, self.title_fr)
