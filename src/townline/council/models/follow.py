from django.conf import settings
from django.db import models


class Follow(models.Model):
    """A request that an office keeps an eye on."""

    request = models.ForeignKey("service_requests.ServiceRequest", on_delete=models.CASCADE, related_name="+")
    councillor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    since_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["councillor", "request"], name="follow_once_an_office")]

    def __str__(self) -> str:
        return f"{self.councillor_id} follows {self.request_id}"
