from typing import ClassVar

from django.db import models

from townline.service_levels.values import ClockKind, PauseReason


class Clock(models.Model):
    """One promise about one subject. While it is paused, `left` is the business time that remains and nothing is due."""

    NOT_PERSONAL: ClassVar[str] = "days that the city promised, by the number of what was promised"

    subject = models.UUIDField()
    kind = models.CharField(max_length=20, choices=ClockKind)
    business_days = models.PositiveSmallIntegerField()
    started_at = models.DateTimeField()
    due_at = models.DateTimeField()
    paused_at = models.DateTimeField(null=True)
    pause_reason = models.CharField(max_length=30, choices=PauseReason, blank=True)
    left = models.DurationField(null=True)
    stopped_at = models.DateTimeField(null=True)
    breached_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "kind"], name="clock_one_running", condition=models.Q(stopped_at__isnull=True)
            ),
            models.CheckConstraint(
                condition=models.Q(paused_at__isnull=True, left__isnull=True)
                | models.Q(paused_at__isnull=False, left__isnull=False),
                name="clock_pause_keeps_what_is_left",
            ),
        ]
        indexes = [
            models.Index(fields=["subject"], name="clock_subject"),
            models.Index(
                fields=[
                    "due_at",
                ],
                name="clock_running_due",
                condition=models.Q(stopped_at__isnull=True, paused_at__isnull=True, breached_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.subject} due {self.due_at}"
