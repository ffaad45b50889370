from django.db import models

from townline.privacy.declarations import Declaration, impersonal
from townline.privacy.values import Purpose, RetentionClass, Sensitivity

OWNER = Declaration(Purpose.CONTACT, Sensitivity.INTERNAL, RetentionClass.STAFF_ACCOUNT)


class ApiKey(models.Model):
    """A key of an application that reports over Open311. Only a digest of it is kept."""

    name = impersonal(models.CharField(max_length=120), "the name of an application")
    digest = impersonal(models.CharField(max_length=64, unique=True), "a digest of a key")
    contact = OWNER.on(models.EmailField(blank=True))
    requests_per_minute = models.PositiveIntegerField(default=600)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name
