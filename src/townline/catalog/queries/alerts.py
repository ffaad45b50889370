from datetime import datetime

from django.db.models import QuerySet

from townline.catalog.models import Alert


def current_alert(*, at: datetime) -> Alert | None:
    """The approved alert of this moment; the latest to start if there are several."""
    return Alert.objects.filter(approved_at__isnull=False, starts_at__lte=at, ends_at__gt=at).order_by("-starts_at").first()


def all_alerts() -> QuerySet[Alert]:
    return Alert.objects.order_by("-starts_at")
