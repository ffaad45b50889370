import uuid

from django.db import models


class Stamp(models.Model):
    """One row. A new value tells every process to read the catalogue again."""

    value = models.UUIDField(default=uuid.uuid4)
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.value)
