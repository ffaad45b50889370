"""What may be promised, and what it is counted in. The catalogue says it, the clocks keep it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import TextChoices
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

AN_INSTANT = timedelta(seconds=1)


def last_day(moment: datetime) -> date:
    """The last day, in the city, on which something due then is in time: midnight at the end of Friday is Friday."""
    return timezone.localtime(moment - AN_INSTANT).date()


class Unit(TextChoices):
    """What a promise is counted in. See service_levels.business_time."""

    BUSINESS_DAYS = "business_days", _("business days")
    BUSINESS_HOURS = "business_hours", _("business hours")
    CALENDAR_DAYS = "calendar_days", _("calendar days")
    HOURS = "hours", _("hours")

    @property
    def is_wall_clock(self) -> bool:
        return self.endswith("days")

    @property
    def is_business(self) -> bool:
        return self.startswith("business")

    def amount(self, quantity: int) -> timedelta:
        return timedelta(days=quantity) if self.is_wall_clock else timedelta(hours=quantity)


class ClockKind(TextChoices):
    """In the order in which they run out."""

    ACKNOWLEDGE = "acknowledge", _("Acknowledge")
    FIRST_CONTACT = "first_contact", _("First contact")
    KEEP_INFORMED = "keep_informed", _("Keep informed")
    RESOLUTION = "resolution", _("Resolution")


@dataclass(frozen=True, slots=True)
class Promised:
    """So much of one unit until this is done."""

    kind: ClockKind
    quantity: int
    unit: Unit = Unit.BUSINESS_DAYS

    @property
    def amount(self) -> timedelta:
        return self.unit.amount(self.quantity)
