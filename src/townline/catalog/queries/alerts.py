from datetime import datetime

from django.db.models import QuerySet

from townline.catalog.models import Alert
from townline.core.errors import NotFound


def current_alert(*, at: datetime) -> Alert | None:
    """The approved alert of this moment; the latest to start if there are several."""
    return (
        Alert.objects.filter(approved_at__isnull=False, starts_at__lte=at, ends_at__gt=at)
        .order_by("-starts_at")
        .first()
    )


def alert_by_id(*, alert_id: int) -> Alert:
    alert = Alert.objects.filter(pk=alert_id).first()
    if alert is None:
        raise NotFound
    return alert


def all_alerts() -> QuerySet[Alert]:
    return Alert.objects.order_by("-starts_at")
