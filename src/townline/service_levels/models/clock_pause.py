from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from townline.service_levels.values import PauseReason


class ClockPause(models.Model):
    """The clocks of a subject that the reason holds (values.HOLDS) stood still from `begin_at` to `end_at`, or do so now."""

    NOT_PERSONAL: ClassVar[str] = "why a promise waited, by the number of what was promised"

    subject = models.UUIDField()
    reason = models.CharField(max_length=30, choices=PauseReason)
    begin_at = models.DateTimeField()
    end_at = models.DateTimeField(null=True)
    label = models.CharField(max_length=200, blank=True)  # which storm, which body

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "reason", "label"], name="pause_runs_once", condition=Q(end_at__isnull=True)
            ),
            models.CheckConstraint(
                condition=Q(end_at__isnull=True) | Q(end_at__gte=F("begin_at")), name="pause_ends_after_it_began"
            ),
        ]
        indexes = [
            models.Index(fields=["subject", "begin_at"], name="pause_subject"),
            models.Index(fields=["reason", "begin_at"], name="pause_running", condition=Q(end_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"{self.reason} from {self.begin_at}"
