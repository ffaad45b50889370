from django.db import models
from django.db.models import F, Q

from townline.customers.models.customer import Customer
from townline.customers.values import Verdict
from townline.privacy.declarations import impersonal


class DuplicatePair(models.Model):
    """Two records that may be one customer, for a steward to decide. `first` is the older one."""

    first = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="+", db_index=False)
    second = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="+")
    bits = impersonal(models.FloatField(), "how alike two records are")
    reasons = impersonal(models.JSONField(default=list), "words of matching.Reason")
    found_at = models.DateTimeField()
    verdict = impersonal(models.CharField(max_length=10, choices=Verdict, default=Verdict.OPEN), "a code from a list")
    decided_at = models.DateTimeField(null=True)
    decided_by_id = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="duplicate_pair_is_asked_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="duplicate_pair_has_an_order"),
            models.CheckConstraint(
                condition=Q(verdict="open") | Q(decided_at__isnull=False), name="duplicate_verdict_says_when"
            ),
        ]
        indexes = [models.Index(fields=["-bits", "id"], name="duplicate_open", condition=Q(verdict="open"))]

    def __str__(self) -> str:
        return f"{self.first_id} and {self.second_id}"


class DuplicateSweep(models.Model):
    """How far the search for duplicates has come; one row."""

    customer_id = models.BigIntegerField(default=0)
    contact_point_id = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"up to {self.customer_id}"
