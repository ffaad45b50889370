from django.db import models

from townline.catalog.models.service import Service
from townline.privacy.declarations import Declaration, impersonal
from townline.privacy.values import Authority, Purpose, RetentionClass, Sensitivity

STAFF = Declaration(Purpose.RECORD_KEEPING, Sensitivity.INTERNAL, RetentionClass.STAFF_ACCOUNT, Authority.EMPLOYMENT)


class ServiceVersion(models.Model):
    """A definition as it was published; never changed afterwards."""

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    definition = impersonal(models.JSONField(), "what the city offers, in its own words")
    note = impersonal(models.CharField(max_length=200, blank=True), "why the words were changed")
    published_at = models.DateTimeField()
    published_by = STAFF.on(models.CharField(max_length=120, blank=True))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["service", "number"], name="service_version_is_unique")]

    def __str__(self) -> str:
        return f"{self.service_id} v{self.number}"
