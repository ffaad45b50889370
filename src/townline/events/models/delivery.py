from django.db import models


class DeliveryState(models.TextChoices):
    PENDING = "pending"
    DONE = "done"
    FAILED = "failed"  # gave up; a person may retry it on the desk


class Delivery(models.Model):
    """One handler's turn at one event. Pending rows are the outbox."""

    event_uuid = models.UUIDField()
    event_recorded_at = models.DateTimeField()
    subject = models.UUIDField()
    handler = models.CharField(max_length=80)
    state = models.CharField(max_length=10, choices=DeliveryState, default=DeliveryState.PENDING)
    attempts = models.SmallIntegerField(default=0)
    due_at = models.DateTimeField()
    error = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event_uuid", "handler"], name="delivery_once_per_handler")]
        indexes = [
            models.Index(fields=["id"], name="delivery_pending", condition=models.Q(state="pending")),
            models.Index(
                fields=["subject", "handler", "id"],
                name="delivery_pending_subject",
                condition=models.Q(state="pending"),
            ),
            models.Index(fields=["id"], name="delivery_failed", condition=models.Q(state="failed")),
            models.Index(fields=["subject"], name="delivery_error", condition=~models.Q(error="")),
        ]

    def __str__(self) -> str:
        return f"{self.handler} {self.event_uuid} {self.state}"
