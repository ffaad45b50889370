"""The mail of the last working morning, as those who lead got it."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from townline.notifications import operations as notifications
from townline.service_levels.calendars import city_calendar

SEVEN = time(7, 5)


def wake(*, at: datetime) -> None:
    """Today's if it is one and past seven, else that of the last working day."""
    calendar, day = city_calendar().calendar, timezone.localtime(at).date()
    if timezone.localtime(at).time() < SEVEN:
        day -= timedelta(days=1)
    while not calendar.is_business_day(day):
        day -= timedelta(days=1)
    notifications.write_digests(at=timezone.make_aware(datetime.combine(day, SEVEN)))
