from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from townline.events.models.seal import NUMBERS_ONLY


class SealMark(models.Model):
    """How far the next seal may reach, and which transactions must end first. One row."""

    NOT_PERSONAL: ClassVar[str] = NUMBERS_ONLY

    last_id = models.BigIntegerField(default=0)
    waits_for = ArrayField(models.CharField(max_length=40), default=list)
    marked_at = models.DateTimeField(null=True)
    last_number = models.BigIntegerField(
        default=0
    )  # of the newest seal: its loss is seen even without an anchor outside

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="seal_mark_is_one")]

    def __str__(self) -> str:
        return f"until {self.last_id}"
