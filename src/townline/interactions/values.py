"""The words of a contact."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Channel(TextChoices):
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


class Direction(TextChoices):
    IN = "in", _("In")
    OUT = "out", _("Out")


class Purpose(TextChoices):
    INFORMATION = "information", _("Information")
    REQUEST = "request", _("Request")
    COMPLAINT = "complaint", _("Complaint")
    TRANSFER = "transfer", _("Transfer")
    FOLLOW_UP = "follow_up", _("Follow-up")
