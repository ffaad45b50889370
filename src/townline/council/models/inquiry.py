import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from townline.council.personal import asked, by_office
from townline.council.values import InquiryState
from townline.privacy.declarations import impersonal


class Inquiry(models.Model):
    """A question of a council office to the City, answered by the liaison officer. A record of the City, not the councillor's."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    councillor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    request = models.ForeignKey(
        "service_requests.ServiceRequest", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    title = asked(models.CharField(max_length=160))
    state = impersonal(
        models.CharField(max_length=10, choices=InquiryState, default=InquiryState.OPEN), "a code from a list"
    )
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    disposed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(state="open") | Q(due_at__isnull=False), name="inquiry_open_is_due")
        ]
        indexes = [
            models.Index(fields=["due_at"], name="inquiry_open", condition=Q(state="open")),
            models.Index(fields=["councillor", "-asked_at"], name="inquiry_of_office"),
        ]

    def __str__(self) -> str:
        return str(self.uuid)

    @property
    def is_open(self) -> bool:
        return self.state == InquiryState.OPEN


class InquiryMessage(models.Model):
    """One turn of the talk."""

    inquiry = models.ForeignKey(Inquiry, on_delete=models.CASCADE, related_name="messages")
    words = asked(models.TextField())
    from_office = models.BooleanField()
    written_at = models.DateTimeField()
    written_by = by_office(models.CharField(max_length=120, blank=True))

    class Meta:
        indexes = [models.Index(fields=["inquiry", "written_at"], name="inquiry_message_of")]

    def __str__(self) -> str:
        return f"{self.inquiry_id} {self.written_at:%Y-%m-%d}"
