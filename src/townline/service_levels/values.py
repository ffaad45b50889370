"""The words of a promise."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ClockKind(TextChoices):
    RESOLUTION = "resolution", _("Resolution")


class PauseReason(TextChoices):
    WAITING_FOR_CUSTOMER = "waiting_for_customer", _("Waiting for customer")
