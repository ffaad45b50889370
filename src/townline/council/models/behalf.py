import uuid

from django.conf import settings
from django.db import models

from townline.council.personal import by_office


class Behalf(models.Model):
    """An office spoke for a resident: it raised their request, or has their consent for one that was there.

    `consent` is a row of the ledger about this one request and this one office; without it no more than the rule allows.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    request = models.ForeignKey("service_requests.ServiceRequest", on_delete=models.CASCADE, related_name="+")
    councillor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    consent = models.UUIDField(null=True)
    is_raised = models.BooleanField(default=False)
    since_at = models.DateTimeField()
    written_by = by_office(models.CharField(max_length=120, blank=True))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["request", "councillor"], name="behalf_once_an_office")]
        indexes = [models.Index(fields=["councillor", "-since_at"], name="behalf_of_office")]

    def __str__(self) -> str:
        return f"{self.councillor_id} for the customer of {self.request_id}"
