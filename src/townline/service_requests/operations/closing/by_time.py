"""What time does: closings that nobody has to look at stand, those that wait too long go up one level."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings
from django.db import DatabaseError
from django.db.models import Exists, OuterRef

from townline.core.actor import SYSTEM
from townline.core.errors import OperationRefused
from townline.core.transactions import transaction, transaction_required
from townline.events import operations as events
from townline.service_levels import queries as deadlines
from townline.service_requests import closing_event_types
from townline.service_requests.closing_values import NEXT_LEVEL, ClosureState, Level
from townline.service_requests.models import Closure, ServiceRequest
from townline.service_requests.operations.changes import locked
from townline.service_requests.operations.closing.bring import WAITS_FOR, mark_imported
from townline.service_requests.operations.ends import stand
from townline.service_requests.workflow import State

logger = logging.getLogger(__name__)


def confirm_after_grace(*, at: datetime, limit: int = 500) -> int:
    """Completions whose rule asks nobody stand when the customer did not object in time; returns how many."""
    due = Closure.objects.filter(state=ClosureState.WAITING, stands_at__lte=at).order_by("stands_at")[:limit]
    count = sum(_tried(closure, _let_stand, at) for closure in due)
    return count + _let_imported_stand(at=at, limit=limit)


def raise_approvals(*, at: datetime, limit: int = 500) -> int:
    """What waited two business days at one level is asked of the next; returns how many."""
    due = Closure.objects.filter(state=ClosureState.WAITING, next_level_at__lte=at).order_by("next_level_at")[:limit]
    return sum(_tried(closure, _raise, at) for closure in due)


def _tried(closure: Closure, step: Callable[[Closure, datetime], bool], at: datetime) -> bool:
    """One that fails does not stop the others."""
    try:
        with transaction():
            return step(closure, at)
    except (OperationRefused, DatabaseError):
        logger.exception("The closing %s could not be taken further", closure.uuid)
        return False


@transaction_required
def _let_stand(closure: Closure, at: datetime) -> bool:
    request = locked(request=closure.request, version=None)
    current = Closure.objects.select_for_update().filter(pk=closure.pk, state=ClosureState.WAITING).first()
    if current is None or request.state != State.COMPLETED:
        return False
    current.state, current.decided_at = ClosureState.STOOD, at
    current.save(update_fields=["state", "decided_at"])
    stand(request, how="grace period", by=SYSTEM, at=at)
    return True


@transaction_required
def _raise(closure: Closure, at: datetime) -> bool:
    request = locked(request=closure.request, version=None)
    current = Closure.objects.select_for_update().filter(pk=closure.pk, state=ClosureState.WAITING).first()
    if current is None or current.next_level_at is None or current.next_level_at > at:
        return False
    level = NEXT_LEVEL[Level(current.level)]
    current.level = level
    current.next_level_at = deadlines.expected(business_days=WAITS_FOR, at=at) if level in NEXT_LEVEL else None
    current.save(update_fields=["level", "next_level_at"])
    fact = closing_event_types.ApprovalRaised(str(current.uuid), level.value, request.team_id, request.department_id)
    events.record(fact, subject=request.uuid, by=SYSTEM, at=at)
    return True


def _let_imported_stand(*, at: datetime, limit: int) -> int:
    """Completed in another system, and nobody here has to look: without evidence, and marked so."""
    days = settings.TOWNLINE_GRACE_DAYS
    old = ServiceRequest.objects.filter(state=State.COMPLETED, state_since_at__lte=at - timedelta(days=days))
    closings = Closure.objects.filter(request=OuterRef("pk"), set_aside_at__isnull=True)
    count = 0
    for request in old.exclude(source="").filter(~Exists(closings)).order_by("state_since_at")[:limit]:
        if deadlines.expected(business_days=days, at=request.state_since_at) > at:
            continue
        with transaction():
            current = locked(request=request, version=None)
            if current.state == State.COMPLETED:
                mark_imported(request=current, by=SYSTEM, at=at)
                stand(current, how="grace period", by=SYSTEM, at=at)
                count += 1
    return count
