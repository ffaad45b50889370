from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from townline.core.language import Text
from townline.privacy.values import RetentionClass


class RetentionRule(models.Model):
    """How long one class of records is kept after it was last used, in months, and by what right.

    Nothing younger than the minimum is destroyed. What is older than the maximum is proposed; without one, nothing is.
    """

    NOT_PERSONAL: ClassVar[str] = "the city's own schedule"

    retention = models.CharField(max_length=20, choices=RetentionClass, unique=True)
    minimum_months = models.PositiveSmallIntegerField()
    maximum_months = models.PositiveSmallIntegerField(null=True, blank=True)
    authority_en = models.TextField()
    authority_fr = models.TextField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(maximum_months__isnull=True) | Q(maximum_months__gte=F("minimum_months")),
                name="retention_rule_ends_after_minimum",
            )
        ]

    def __str__(self) -> str:
        return self.retention

    @property
    def authority(self) -> Text:
        return Text(self.authority_en, self.authority_fr)
