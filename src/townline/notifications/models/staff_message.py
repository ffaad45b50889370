import uuid

from django.conf import settings
from django.db import models

from townline.notifications.models.message import MessageState
from townline.privacy.declarations import Declaration, impersonal
from townline.privacy.values import Authority, Purpose, RetentionClass, Sensitivity

WORK = Declaration(Purpose.RECORD_KEEPING, Sensitivity.INTERNAL, RetentionClass.STAFF_ACCOUNT, Authority.EMPLOYMENT)
CODE = "a code from a list"


class StaffMessage(models.Model):
    """One mail to one member of staff: their address is read when it goes out. `identity` says what it is about, once."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kind = impersonal(models.CharField(max_length=40), CODE)
    identity = impersonal(models.CharField(max_length=200), "what it is about, by numbers")
    title = WORK.on(models.CharField(max_length=200))
    body = WORK.on(models.TextField())
    language = WORK.on(models.CharField(max_length=2))
    state = impersonal(models.CharField(max_length=15, choices=MessageState), CODE)
    send_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = WORK.on(models.TextField(blank=True))
    created_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "identity"], name="staff_message_once")]
        indexes = [
            models.Index(fields=["send_at"], name="staff_message_held", condition=models.Q(state="held")),
            models.Index(fields=["created_at"], name="staff_message_failed", condition=models.Q(state="failed")),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.uuid}"
