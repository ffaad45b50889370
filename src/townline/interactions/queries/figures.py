"""What one member of staff did with contacts, week by week; each figure is a count of rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, F, Q
from django.db.models.functions import TruncWeek

from townline.interactions.models import Handling
from townline.interactions.values import FirstContact

WRAP_UP_WITHIN = timedelta(minutes=15)  # after the contact ended


@dataclass(frozen=True, slots=True)
class WeekOfContacts:
    """`week` is its Monday, in the city's time zone."""

    week: date
    handled: int
    wrapped_up: int
    wrapped_up_in_time: int
    resolved_at_first: int


def contacts_by_week(*, user_id: int, since: datetime, until: datetime) -> Sequence[WeekOfContacts]:
    rows = Handling.objects.filter(handled_by_id=user_id, started_at__gte=since, started_at__lt=until)
    weeks = rows.annotate(week=TruncWeek("started_at")).values("week").order_by("week")
    counted = weeks.annotate(
        handled=Count("pk"),
        wrapped_up=Count("pk", filter=Q(wrapped_up_at__isnull=False)),
        in_time=Count("pk", filter=Q(wrapped_up_at__lte=F("ended_at") + WRAP_UP_WITHIN)),
        at_first=Count("pk", filter=~Q(resolved_first_contact__in=["", FirstContact.NO])),
    )
    return [
        WeekOfContacts(row["week"].date(), row["handled"], row["wrapped_up"], row["in_time"], row["at_first"])
        for row in counted
    ]
