import uuid

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

from townline.privacy.declarations import Declaration, impersonal
from townline.privacy.values import Purpose, RetentionClass, Sensitivity
from townline.service_requests.models.service_request import ServiceRequest

SHOWN = Declaration(Purpose.SERVICE, Sensitivity.PERSONAL, RetentionClass.PHOTO)


class PhotoState(models.TextChoices):
    PENDING = "pending", _("Being prepared")
    READY = "ready", _("Ready")
    REFUSED = "refused", _("Could not be read")


class Photo(models.Model):
    """A picture, first of a draft and then of a request. Only the copy without EXIF is kept once it is ready."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    request = models.ForeignKey(ServiceRequest, null=True, on_delete=models.CASCADE, related_name="photos")
    draft = models.UUIDField(null=True, db_index=True)
    follow_up = models.ForeignKey(
        "service_requests.FollowUp", null=True, on_delete=models.SET_NULL, related_name="photos", db_index=False
    )
    state = impersonal(
        models.CharField(max_length=10, choices=PhotoState, default=PhotoState.PENDING), "a code from a list"
    )
    file = SHOWN.on(models.FileField(upload_to="photos/%Y/%m/"))
    thumbnail = SHOWN.on(models.FileField(upload_to="photos/%Y/%m/", blank=True))
    source_url = SHOWN.on(models.URLField(max_length=500, blank=True))
    lat = SHOWN.on(models.FloatField(null=True))
    long = SHOWN.on(models.FloatField(null=True))
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    is_evidence = models.BooleanField(default=False)  # added by staff on completion
    fingerprints = impersonal(  # of the file as it came and of the copy that is kept: the same picture is known again
        ArrayField(models.CharField(max_length=64), default=list), "a sum over the bytes of a file"
    )
    added_at = models.DateTimeField()
    released_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["request", "id"], name="photo_request"),
            GinIndex(fields=["fingerprints"], name="photo_fingerprints"),
            models.Index(fields=["follow_up"], name="photo_follow_up", condition=models.Q(follow_up__isnull=False)),
        ]

    def __str__(self) -> str:
        return str(self.uuid)
