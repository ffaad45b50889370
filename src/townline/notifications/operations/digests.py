"""Write the morning's mail to those who lead."""

import logging
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils import timezone, translation

from townline.accounts import queries as accounts
from townline.accounts.permissions import Capability
from townline.core.transactions import savepoint, transaction
from townline.notifications import digest
from townline.notifications.models import StaffMessage
from townline.notifications.operations.tell_staff import tell_staff
from townline.service_levels.calendars import city_calendar

if TYPE_CHECKING:
    from townline.accounts.models import User

logger = logging.getLogger(__name__)


def write_digests(*, at: datetime) -> int:
    """One mail each to those who lead, between seven and noon of a working day; returns how many were written now.

    A person whose board cannot be counted is passed over and logged, and is tried again.
    """
    local = timezone.localtime(at)
    if not digest.FROM_CLOCK <= local.time() < digest.UNTIL_CLOCK or not _is_working_day(at):
        return 0
    identity = f"{digest.KIND} {local.date().isoformat()}"
    told = set(StaffMessage.objects.filter(identity=identity).values_list("user_id", flat=True))
    return sum(
        _write(user, identity, at) for user in accounts.all_users().filter(is_active=True) if user.pk not in told
    )


def _is_working_day(at: datetime) -> bool:
    return city_calendar().calendar.is_business_day(timezone.localtime(at).date())


def _write(user: "User", identity: str, at: datetime) -> bool:
    if not digest.is_wanted(preferences=user.preferences):
        return False
    try:
        with transaction(), savepoint():
            viewer = accounts.viewer_of(user=user, at=at)
            if not viewer.can(Capability.SEE_AGEING):
                return False
            with translation.override(user.language):
                text, title = digest.text_for(viewer=viewer, at=at), digest.title(at=at)
            return bool(text) and tell_staff(
                user=user, kind=digest.KIND, subject_line=title, text=text, identity=identity, at=at
            )
    except Exception:
        logger.exception("The morning's mail to user %s was not written", user.pk)
        return False
