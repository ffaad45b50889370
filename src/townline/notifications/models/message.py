import uuid

from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from townline.privacy.declarations import Declaration, impersonal
from townline.privacy.values import Authority, Purpose, RetentionClass, Sensitivity

TOLD = Declaration(Purpose.CONTACT, Sensitivity.PERSONAL, RetentionClass.MESSAGE)
SPEAKS = Declaration(Purpose.ACCESS_NEEDS, Sensitivity.INTERNAL, RetentionClass.MESSAGE)
STAFF = Declaration(Purpose.RECORD_KEEPING, Sensitivity.INTERNAL, RetentionClass.STAFF_ACCOUNT, Authority.EMPLOYMENT)
CODE = "a code from a list"


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
    step = impersonal(models.CharField(max_length=40), CODE)
    subject_uuid = models.UUIDField()  # the request
    reference = impersonal(models.CharField(max_length=9, blank=True), "nine digits drawn by chance")
    customer = models.ForeignKey(
        "customers.Customer", null=True, on_delete=models.SET_NULL, related_name="+", db_index=False
    )
    channel = impersonal(models.CharField(max_length=10, choices=MessageChannel), CODE)
    to = TOLD.on(models.CharField(max_length=300, blank=True))
    language = SPEAKS.on(models.CharField(max_length=2))
    title = TOLD.on(models.CharField(max_length=200))
    body = TOLD.on(models.TextField())
    state = impersonal(models.CharField(max_length=15, choices=MessageState), CODE)
    send_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = TOLD.on(models.TextField(blank=True))
    done_by = STAFF.on(models.CharField(max_length=120, blank=True))
    done_note = TOLD.on(models.CharField(max_length=300, blank=True))
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["event_uuid", "customer", "channel"], name="message_once_per_event")
        ]
        indexes = [
            models.Index(fields=["send_at"], name="message_held", condition=models.Q(state="held")),
            models.Index(fields=["created_at"], name="message_to_do", condition=models.Q(state="to_do")),
            models.Index(fields=["subject_uuid", "created_at"], name="message_subject"),
            models.Index(F("customer"), F("created_at").desc(), F("id").desc(), name="message_timeline"),
        ]

    def __str__(self) -> str:
        return f"{self.step} {self.uuid}"

    @property
    def message_id(self) -> str:
        """The fixed Message-ID of the mail, without angle brackets."""
        return f"{self.uuid}@townline"
