"""A day as records and letters write it."""

from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format

from townline.core.promised import last_day


def day(at: datetime | None) -> str:
    return str(date_format(timezone.localtime(at), "j F Y")) if at else "—"


def day_due(at: datetime | None) -> str:
    """The last day on which it is in time."""
    return str(date_format(last_day(at), "j F Y")) if at else "—"
