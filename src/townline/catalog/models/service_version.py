from django.db import models

from townline.catalog.models.service import Service


class ServiceVersion(models.Model):
    """A definition as it was published; never changed afterwards."""

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    definition = models.JSONField()
    note = models.CharField(max_length=200, blank=True)
    published_at = models.DateTimeField()
    published_by = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["service", "number"], name="service_version_is_unique")]

    def __str__(self) -> str:
        return f"{self.service_id} v{self.number}"
