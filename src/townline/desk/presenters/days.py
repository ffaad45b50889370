"""A day as records and letters write it."""

from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format


def day(at: datetime | None) -> str:
    return str(date_format(timezone.localtime(at), "j F Y")) if at else "—"
