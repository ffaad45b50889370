from typing import ClassVar

from django.db import models


class Rule(models.Model):
    """First match wins, lowest `position` first. An empty condition matches everything."""

    NOT_PERSONAL: ClassVar[str] = "which team gets which service"

    position = models.PositiveIntegerField(default=100)
    service_code = models.CharField(max_length=80, blank=True)
    area_code = models.CharField(max_length=60, blank=True)
    question_code = models.CharField(max_length=80, blank=True)
    answer = models.CharField(max_length=120, blank=True)
    team = models.ForeignKey("accounts.Team", on_delete=models.PROTECT, related_name="+")
    note = models.CharField(max_length=200, blank=True)
    is_active = models.BooleanField(default=True)

    class Meta:
        indexes = [models.Index(fields=["service_code", "position"], name="rule_service")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(question_code="", answer="") | ~models.Q(question_code="") & ~models.Q(answer=""),
                name="rule_answer_has_question",
            )
        ]

    def __str__(self) -> str:
        return f"{self.position} {self.service_code or '*'} → {self.team_id}"
