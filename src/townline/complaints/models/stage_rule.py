from typing import ClassVar

from django.db import models
from django.db.models import Q

from townline.complaints.values import Stage
from townline.service_levels.values import Unit


class StageRule(models.Model):
    """How long a stage takes in this city, where it differs from what is shipped."""

    NOT_PERSONAL: ClassVar[str] = "a setting of the city"

    stage = models.CharField(max_length=30, choices=Stage, unique=True)
    days = models.PositiveSmallIntegerField()
    unit = models.CharField(max_length=20, choices=Unit)
    inform_days = models.PositiveSmallIntegerField()
    escalate_days = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(days__gte=1, inform_days__gte=1, escalate_days__gte=1)
                & Q(unit__in=["calendar_days", "business_days"]),
                name="stage_rule_in_days",
            )
        ]

    def __str__(self) -> str:
        return self.stage
