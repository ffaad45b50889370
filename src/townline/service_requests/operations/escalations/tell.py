"""Tell who is due to be told: in order, each alone, unless the work was done, the promise moved, or somebody looks after it."""

import logging
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from townline.core.actor import SYSTEM
from townline.core.transactions import savepoint, transaction, transaction_required
from townline.events import operations as events
from townline.service_levels import queries as deadlines
from townline.service_levels.calendars import calendar_of
from townline.service_levels.values import Unit
from townline.service_requests import event_types
from townline.service_requests.escalation_values import By, Trigger
from townline.service_requests.models import Escalation, EscalationNotice, ServiceRequest
from townline.service_requests.operations.escalations.people import people_of
from townline.service_requests.operations.escalations.plan import plan_escalations
from townline.service_requests.workflow import OPEN

if TYPE_CHECKING:
    from townline.service_levels.models import Clock

logger = logging.getLogger(__name__)
LOOK_AGAIN = timedelta(hours=1)  # at a promise that stands still, or a row that failed
PATIENCE = timedelta(days=1)  # business days in which nobody else is told after somebody said: I look after it


def tell_due(*, at: datetime, limit: int = 200) -> int:
    """Returns how many rungs it looked at. A row that fails is looked at later and stops no other."""
    looked = 0
    while looked < limit and _next(at):
        looked += 1
    return looked


def _next(at: datetime) -> bool:
    with transaction():
        due = Escalation.objects.select_for_update(skip_locked=True, of=("self",)).filter(
            tell_at__lte=at, told_at=None, dropped_at=None
        )
        rung = due.select_related("step", "request", "request__assignee").order_by("tell_at", "id").first()
        if rung is None:
            return False
        try:
            with savepoint():
                _look(rung, at)
        except Exception:
            logger.exception("Escalation %s failed and is looked at later", rung.uuid)
            Escalation.objects.filter(pk=rung.pk).update(tell_at=at + LOOK_AGAIN)
        return True


@transaction_required
def _look(rung: Escalation, at: datetime) -> None:
    later = _why_not_now(rung, at)
    if later is not None:
        rung.tell_at = later
        rung.save(update_fields=["tell_at"])
    elif _is_needless(rung):
        rung.dropped_at = at
        rung.save(update_fields=["dropped_at"])
    else:
        _tell(rung, at)


def _is_needless(rung: Escalation) -> bool:
    """The work is done, the rung was taken out of use, or the promise is another one: then that one has its own rungs."""
    if not rung.step.is_active or (rung.step.trigger == Trigger.TIME and rung.request.state not in OPEN):
        return True
    if rung.step.trigger != Trigger.TIME:
        return False
    clock = _clock(rung)
    if clock is None:
        return True
    if clock.due_at != rung.due_at:
        plan_escalations(subject=rung.request.uuid, kind=rung.step.kind, due_at=clock.due_at, because=rung.because)
        return True
    return False


def _why_not_now(rung: Escalation, at: datetime) -> datetime | None:
    """When to look again: the promise stands still, or somebody has said that they look after it."""
    if rung.step.trigger != Trigger.TIME:
        return None
    clock = _clock(rung)
    if clock is not None and clock.paused_at is not None:
        return at + LOOK_AGAIN
    taken = EscalationNotice.objects.filter(
        escalation__request=rung.request, escalation__step__kind=rung.step.kind, answer="acknowledged"
    ).order_by("-answered_at")
    last = taken.values_list("answered_at", flat=True).first()
    if last is None:
        return None
    ruler = calendar_of(department_id=rung.request.department_id, unit=Unit.BUSINESS_DAYS)
    until = ruler.add(start=last, amount=PATIENCE)
    return until if until > at else None


def _clock(rung: Escalation) -> "Clock | None":
    clocks = deadlines.clocks_of(subject=rung.request.uuid)
    return next((clock for clock in clocks if clock.kind == rung.step.kind and clock.stopped_at is None), None)


@transaction_required
def _tell(rung: Escalation, at: datetime) -> None:
    whom, people = people_of(whom=rung.step.whom, request=rung.request, at=at)
    rung.told_at = at
    rung.save(update_fields=["told_at"])
    EscalationNotice.objects.bulk_create(
        [EscalationNotice(escalation=rung, user=user, told_at=at) for user in people], ignore_conflicts=True
    )
    fact = event_types.Escalated(
        str(rung.uuid), rung.step.trigger, whom, [user.pk for user in people], rung.step.by == By.MAIL
    )
    events.record(fact, subject=rung.request.uuid, by=SYSTEM, at=at)


@transaction_required
def close_notices(*, subject: UUID, at: datetime) -> None:
    """The work has ended: nobody needs to answer any more, and nobody else is told. Nothing where it goes on meanwhile."""
    if ServiceRequest.objects.filter(uuid=subject, state__in=sorted(OPEN)).exists():
        return
    open_ones = EscalationNotice.objects.filter(escalation__request__uuid=subject, answered_at=None)
    open_ones.update(answered_at=at, answer="over")
    waiting = Escalation.objects.filter(request__uuid=subject, told_at=None, dropped_at=None)
    waiting.update(dropped_at=at)
