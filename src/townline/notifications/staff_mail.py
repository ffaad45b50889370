"""Mail to staff, to read."""

from django.db.models import QuerySet

from townline.notifications.models import MessageState, StaffMessage


def failed_staff_mail() -> QuerySet[StaffMessage]:
    """Given up after several tries, the newest first."""
    return StaffMessage.objects.filter(state=MessageState.FAILED).select_related("user").order_by("-created_at")
