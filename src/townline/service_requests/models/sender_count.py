from typing import ClassVar

from django.db import models


class SenderCount(models.Model):
    """How often one network has sent something in one hour. `sender` is a keyed hash: no address is stored."""

    NOT_PERSONAL: ClassVar[str] = "a keyed hash of a network; the address itself is never stored"

    sender = models.CharField(max_length=40)
    hour_at = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sender", "hour_at"], name="sender_count_is_unique")]

    def __str__(self) -> str:
        return f"{self.sender} {self.hour_at}"
