from typing import ClassVar

from django.db import models
from django.db.models import Q


class CityPromise(models.Model):
    """One row, once a city has changed what it began with (targets.SHIPPED). Its history is the event log."""

    NOT_PERSONAL: ClassVar[str] = "times within which the city promises to act"

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    targets = models.JSONField(default=list)
    winter = models.JSONField(default=list)  # [[month, day], [month, day]]
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="city_promise_is_one_row")]

    def __str__(self) -> str:
        return f"promises of the city, {self.changed_at}"
