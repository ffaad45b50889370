import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from townline.customers.models import Customer


class Channel(models.TextChoices):
    WEB = "web", _("Web")
    PHONE = "phone", _("Telephone")
    COUNTER = "counter", _("Counter")
    EMAIL = "email", _("E-mail")
    MAIL = "mail", _("Mail")
    OPEN311 = "open311", _("Application")
    CHAT = "chat", _("Chat")
    TEXT = "text", _("Text message")
    SOCIAL = "social", _("Social media")
    STAFF = "staff", _("Staff")
    OTHER = "other", _("Other")
    NOT_RECORDED = "not_recorded", _("Not recorded")  # an imported row that does not say


class Direction(models.TextChoices):
    IN = "in", _("In")
    OUT = "out", _("Out")


class Purpose(models.TextChoices):
    INFORMATION = "information", _("Information")
    REQUEST = "request", _("Request")
    COMPLAINT = "complaint", _("Complaint")
    TRANSFER = "transfer", _("Transfer")
    FOLLOW_UP = "follow_up", _("Follow-up")


class Interaction(models.Model):
    """One contact on one channel. `subject` is what it was about, for example a request's uuid."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    customer = models.ForeignKey(Customer, null=True, on_delete=models.SET_NULL, related_name="+")
    channel = models.CharField(max_length=20, choices=Channel)
    direction = models.CharField(max_length=3, choices=Direction, default=Direction.IN)
    purpose = models.CharField(max_length=20, choices=Purpose)
    subject = models.UUIDField(null=True)
    language = models.CharField(max_length=2)
    occurred_at = models.DateTimeField()
    recorded_by_id = models.BigIntegerField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["customer", "occurred_at"], name="interaction_customer"),
            models.Index(fields=["subject"], name="interaction_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.occurred_at}"
