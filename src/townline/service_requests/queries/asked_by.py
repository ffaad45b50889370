"""What a group of customers asks for."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Count, QuerySet

from townline.service_requests.models import ServiceRequest

if TYPE_CHECKING:
    from townline.customers.models import Customer

MOST = 10


def asked_by(*, customers: "QuerySet[Customer]", since: datetime) -> list[tuple[str, int]]:
    """The services that they asked for most, with how often; enforcement is never counted by who reported it."""
    rows = ServiceRequest.objects.filter(customer__in=customers, submitted_at__gte=since)
    counted = rows.exclude(visibility="enforcement").values_list("service__code").annotate(count=Count("pk"))
    return list(counted.order_by("-count", "service__code")[:MOST])
