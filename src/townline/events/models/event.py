from django.db import models


class Event(models.Model):
    """One fact. The table is partitioned by month of `recorded_at` and refuses every update and delete (migration 0001)."""

    uuid = models.UUIDField()
    type = models.CharField(max_length=80)
    version = models.SmallIntegerField(default=1)
    subject_type = models.CharField(max_length=40)
    subject = models.UUIDField()
    actor_kind = models.CharField(max_length=20)
    actor_id = models.BigIntegerField(null=True)
    actor_label = models.CharField(max_length=120, blank=True)
    occurred_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    data = models.JSONField(default=dict)

    class Meta:
        managed = False  # made by SQL: Django cannot declare partitions
        db_table = "events_event"

    def __str__(self) -> str:
        return f"{self.type} {self.subject}"
