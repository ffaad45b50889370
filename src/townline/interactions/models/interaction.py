import uuid

from django.db import models

from townline.interactions.values import Channel, Direction, Purpose


class Interaction(models.Model):
    """One contact on one channel. `subject` is what it was about, for example a request's uuid."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    customer = models.ForeignKey("customers.Customer", null=True, on_delete=models.SET_NULL, related_name="+")
    channel = models.CharField(max_length=20, choices=Channel)
    direction = models.CharField(max_length=3, choices=Direction, default=Direction.IN)
    purpose = models.CharField(max_length=20, choices=Purpose)
    subject = models.UUIDField(null=True)
    language = models.CharField(max_length=2)
    occurred_at = models.DateTimeField()
    recorded_by_id = models.BigIntegerField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["customer", "occurred_at"], name="interaction_customer"),
            models.Index(fields=["subject"], name="interaction_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.occurred_at}"
