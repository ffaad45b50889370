import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


class MessageChannel(models.TextChoices):
    EMAIL = "email", _("E-mail")
    CALL = "call", _("Call-back")
    LETTER = "letter", _("Letter")


class MessageState(models.TextChoices):
    HELD = "held", _("Held")  # can be taken back until `send_at`
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Failed")
    TO_DO = "to_do", _("To do")  # a call or a letter that waits for a person
    DONE = "done", _("Done")
    TAKEN_BACK = "taken_back", _("Taken back")
    OPTED_OUT = "opted_out", _("Opted out")
    TRAINING = "training", _("Not sent: training copy")


class Message(models.Model):
    """One message to one customer about one event. `uuid` is in its Message-ID, so that a repeat is known as one."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    event_uuid = models.UUIDField()
    step = models.CharField(max_length=40)
    subject_uuid = models.UUIDField()  # the request
    reference = models.CharField(max_length=9, blank=True)
    customer = models.ForeignKey("customers.Customer", null=True, on_delete=models.SET_NULL, related_name="+")
    channel = models.CharField(max_length=10, choices=MessageChannel)
    to = models.CharField(max_length=300, blank=True)
    language = models.CharField(max_length=2)
    title = models.CharField(max_length=200)
    body = models.TextField()
    state = models.CharField(max_length=15, choices=MessageState)
    send_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.TextField(blank=True)
    done_by = models.CharField(max_length=120, blank=True)
    done_note = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["event_uuid", "customer", "channel"], name="message_once_per_event")
        ]
        indexes = [
            models.Index(fields=["send_at"], name="message_held", condition=models.Q(state="held")),
            models.Index(fields=["created_at"], name="message_to_do", condition=models.Q(state="to_do")),
            models.Index(fields=["subject_uuid", "created_at"], name="message_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.step} {self.uuid}"

    @property
    def message_id(self) -> str:
        """The fixed Message-ID of the mail, without angle brackets."""
        return f"{self.uuid}@townline"
