from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from townline.privacy.models import MonitoringPolicy


def monitoring_policies() -> QuerySet[MonitoringPolicy]:
    """All versions, the newest first."""
    return MonitoringPolicy.objects.order_by("-number")


def monitoring_policy(*, at: datetime) -> MonitoringPolicy | None:
    """The one that holds. None: no figure about anybody who works here is shown."""
    today = timezone.localtime(at).date()
    return (
        MonitoringPolicy.objects.filter(ended_at__isnull=True, policy_date__lte=today)
        .order_by("-policy_date", "-number")
        .first()
    )
