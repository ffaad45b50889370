from typing import ClassVar

from django.db import models
from django.db.models import F, Q


class AttemptRule(models.Model):
    """How often and when somebody is tried again. One row holds; each change is a new one, so that the past stays true."""

    NOT_PERSONAL: ClassVar[str] = "how often and when somebody is tried again"

    most_tries = models.PositiveSmallIntegerField(default=3)
    hours_between = models.PositiveSmallIntegerField(default=3)
    other_half_of_day = models.BooleanField(default=True)
    from_time = models.TimeField()
    until_time = models.TimeField()
    working_days_only = models.BooleanField(default=True)
    holds_from = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(most_tries__gte=1, most_tries__lte=20), name="attempt_rule_tries"),
            models.CheckConstraint(condition=Q(until_time__gt=F("from_time")), name="attempt_rule_hours"),
        ]

    def __str__(self) -> str:
        return f"{self.most_tries} tries"
