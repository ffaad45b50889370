from django.db import models

from townline.accounts.models.api_key import ApiKey


class ApiKeyUse(models.Model):
    """How many calls of this minute the processes have taken for a key. One row a key."""

    key = models.OneToOneField(ApiKey, on_delete=models.CASCADE, primary_key=True, related_name="+")
    minute_at = models.DateTimeField()
    used = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.key_id}: {self.used}"
