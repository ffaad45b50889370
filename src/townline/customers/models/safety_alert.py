import uuid

from django.db import models
from django.db.models import F, Q

from townline.customers.models.customer import Customer
from townline.customers.personal import SAFETY, STAFF
from townline.customers.values import AlertKind


class SafetyAlert(models.Model):
    """What somebody who meets this customer, or goes to this address, must know to be safe. Never without an end."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    customer = models.ForeignKey(Customer, null=True, on_delete=models.CASCADE, related_name="+")
    address = models.ForeignKey("places.Address", null=True, on_delete=models.CASCADE, related_name="+")
    kind = SAFETY.on(models.CharField(max_length=20, choices=AlertKind))
    text = SAFETY.on(models.CharField(max_length=300))
    raised_by_id = models.BigIntegerField(null=True)
    raised_by_label = STAFF.on(models.CharField(max_length=120, blank=True))
    raised_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by_label = STAFF.on(models.CharField(max_length=120, blank=True))

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(customer__isnull=False, address__isnull=True)
                | Q(customer__isnull=True, address__isnull=False),
                name="safety_alert_is_about_one_thing",
            ),
            models.CheckConstraint(condition=Q(expires_at__gt=F("raised_at")), name="safety_alert_ends_after_start"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.uuid}"
