from typing import ClassVar

from django.db import models
from django.db.models import Q

from townline.core.language import Text


class MonitoringPolicy(models.Model):
    """What the city has told its employees about the counting of their work. The newest of the day holds, until it is ended.

    Without one no figure about anybody who works here is shown.
    """

    NOT_PERSONAL: ClassVar[str] = "the city's own words, and the office that approved them"

    number = models.PositiveIntegerField(unique=True)
    text_en = models.TextField()
    text_fr = models.TextField()
    approved_by = models.CharField(max_length=160)
    policy_date = models.DateField()  # from when it holds
    recorded_at = models.DateTimeField()
    recorded_by_id = models.BigIntegerField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(text_en="") & ~Q(text_fr="") & ~Q(approved_by=""), name="monitoring_policy_has_words"
            ),
        ]

    def __str__(self) -> str:
        return f"monitoring policy {self.number}"

    @property
    def text(self) -> Text:
        return Text(self.text_en, self.text_fr)
