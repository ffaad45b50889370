from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from townline.service_requests.closing_values import Approval, Ending, Size


class ClosingRule(models.Model):
    """The first that fits says who looks at a closing and what has to be shown. An empty condition fits everything."""

    NOT_PERSONAL: ClassVar[str] = "who looks at which closings"

    position = models.PositiveIntegerField(default=100)
    ending = models.CharField(max_length=12, blank=True, choices=Ending)
    service_code = models.CharField(max_length=80, blank=True)
    group_code = models.CharField(max_length=60, blank=True)
    department = models.ForeignKey("accounts.Department", null=True, on_delete=models.PROTECT, related_name="+")
    priority = models.PositiveSmallIntegerField(null=True)
    size = models.CharField(max_length=10, blank=True, choices=Size)
    approval = models.CharField(max_length=12, choices=Approval)
    percent = models.PositiveSmallIntegerField(null=True)  # of those that stand, how many are looked at afterwards
    evidence = ArrayField(models.CharField(max_length=20), default=list)
    note = models.CharField(max_length=200, blank=True)
    is_active = models.BooleanField(default=True)

    class Meta:
        indexes = [models.Index(fields=["position", "id"], name="closing_rule_order", condition=Q(is_active=True))]
        constraints = [
            models.CheckConstraint(
                condition=Q(approval="sampled", percent__range=(1, 100))
                | ~Q(approval="sampled") & Q(percent__isnull=True),
                name="closing_rule_sample_has_percent",
            ),
            models.CheckConstraint(
                condition=Q(evidence__contained_by=["note", "photo", "measurement", "customer_told"]),
                name="closing_rule_evidence_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position} {self.service_code or self.group_code or '*'} → {self.approval}"
