from django.db import models


class ApiKey(models.Model):
    """A key of an application that reports over Open311. Only a digest of it is kept."""

    name = models.CharField(max_length=120)
    digest = models.CharField(max_length=64, unique=True)
    contact = models.EmailField(blank=True)
    requests_per_minute = models.PositiveIntegerField(default=600)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name
