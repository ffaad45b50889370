from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from townline.council.personal import by_office
from townline.council.values import Purpose, Shown
from townline.privacy.declarations import impersonal


class Disclosure(models.Model):
    """Something personal was shown to an office: what, to whom, why, on which consent. What was shown is not repeated here."""

    request = models.ForeignKey("service_requests.ServiceRequest", on_delete=models.CASCADE, related_name="+")
    councillor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    consent = models.UUIDField()
    purpose = impersonal(models.CharField(max_length=10, choices=Purpose), "a code from a list")
    shown = impersonal(ArrayField(models.CharField(max_length=20, choices=Shown)), "codes from a list")
    at = models.DateTimeField()
    shown_to = by_office(models.CharField(max_length=120, blank=True))

    class Meta:
        indexes = [
            models.Index(fields=["-at", "-id"], name="disclosure_at"),
            models.Index(fields=["request"], name="disclosure_of_request"),
        ]

    def __str__(self) -> str:
        return f"{self.request_id} {self.at:%Y-%m-%d %H:%M}"
