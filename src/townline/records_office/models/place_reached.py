from typing import ClassVar

from django.db import models

from townline.privacy.values import RetentionClass


class PlaceReached(models.Model):
    """How far the nightly walk through one class has come. It goes on there the next night and starts again at the end."""

    NOT_PERSONAL: ClassVar[str] = "numbers"

    retention = models.CharField(max_length=20, choices=RetentionClass, primary_key=True)
    after = models.BigIntegerField(default=0)
    walked_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.retention} {self.after}"
