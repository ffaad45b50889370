"""The words of a promise."""

from datetime import timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Unit(TextChoices):
    """What a promise is counted in. See business_time."""

    BUSINESS_DAYS = "business_days", _("business days")
    BUSINESS_HOURS = "business_hours", _("business hours")
    CALENDAR_DAYS = "calendar_days", _("calendar days")
    HOURS = "hours", _("hours")

    @property
    def is_wall_clock(self) -> bool:
        return self in {Unit.BUSINESS_DAYS, Unit.CALENDAR_DAYS}

    @property
    def is_business(self) -> bool:
        return self in {Unit.BUSINESS_DAYS, Unit.BUSINESS_HOURS}

    def amount(self, quantity: int) -> timedelta:
        return timedelta(days=quantity) if self.is_wall_clock else timedelta(hours=quantity)


class ClockKind(TextChoices):
    RESOLUTION = "resolution", _("Resolution")


class PauseReason(TextChoices):
    WAITING_FOR_CUSTOMER = "waiting_for_customer", _("Waiting for customer")
    WEATHER = "weather", _("Significant weather")
    OTHER_BODY = "other_body", _("Waiting for another body")


class Counted(TextChoices):
    """Why a stretch of time counts or does not."""

    OPEN = "open", _("counts")
    CLOSED = "closed", _("does not count")
    PAUSED = "paused", _("paused")
