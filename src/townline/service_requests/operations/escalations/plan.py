"""Who will be told, and when: planned when a promise is at risk, so that the cost follows what is due and not what is open."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q

from townline.core.transactions import transaction, transaction_required
from townline.service_levels import queries as deadlines
from townline.service_levels.backwards import before
from townline.service_levels.calendars import calendar_of
from townline.service_levels.values import ClockKind, Unit
from townline.service_requests.escalation_values import Trigger
from townline.service_requests.models import Escalation, EscalationNotice, EscalationStep, ServiceRequest
from townline.service_requests.workflow import OPEN

if TYPE_CHECKING:
    from townline.service_levels.models import Clock


@transaction_required
def plan_escalations(*, subject: UUID, kind: str, due_at: datetime, because: UUID) -> int:
    """For one promise of a request, each rung once; returns how many are waited for that were not before.

    A rung that was dropped comes back with its promise. Nothing for what is not an open request.
    """
    request = ServiceRequest.objects.filter(uuid=subject, state__in=sorted(OPEN)).first()
    if request is None:
        return 0
    steps = steps_for(trigger=Trigger.TIME, kind=kind, department_id=request.department_id)
    rungs = Escalation.objects.filter(request=request, step__in=steps, due_at=due_at)
    known = {rung.step_id: rung for rung in rungs.select_for_update().order_by("id")}
    rows = [_rung(request, step, because=because, counted_from=due_at, due_at=due_at) for step in steps]
    new = [row for row in rows if row.step_id not in known]
    Escalation.objects.bulk_create(new, ignore_conflicts=True)
    again = [row for row in rows if row.step_id in known and known[row.step_id].dropped_at is not None]
    for row in again:
        rungs.filter(step=row.step).update(dropped_at=None, tell_at=row.tell_at, because=because)
    return len(new) + len(again)


def plan_again(*, subject: UUID, because: UUID) -> int:
    """Work that was said to be done goes on under its promises: the rungs of those that are at risk or late already."""
    with transaction():
        running = deadlines.running_clocks(subject=subject)
        told = [clock for clock in running if clock.at_risk_told_at is not None]
        for clock in told:
            _ask_again(subject, clock)
        return sum(
            plan_escalations(subject=subject, kind=clock.kind, due_at=clock.due_at, because=because) for clock in told
        )


@transaction_required
def _ask_again(subject: UUID, clock: "Clock") -> None:
    """Those who had not answered when the work was said to be done; not where somebody answered for all."""
    notices = EscalationNotice.objects.filter(escalation__request__uuid=subject)
    answered = notices.filter(answer__in=["acknowledged", "passed_on"]).values("escalation")
    over = notices.filter(answer="over", escalation__step__kind=clock.kind, escalation__due_at=clock.due_at)
    over.exclude(escalation__in=answered).update(answered_at=None, answer="")


@transaction_required
def climb(*, subject: UUID, trigger: str, because: UUID, at: datetime) -> int:
    """The customer came back: the rungs of that trigger, counted from now. Once an event."""
    request = ServiceRequest.objects.filter(uuid=subject).first()
    if request is None:
        return 0
    steps = steps_for(trigger=trigger, department_id=request.department_id)
    rows = [_rung(request, step, because=because, counted_from=at) for step in steps]
    return len(Escalation.objects.bulk_create(rows, ignore_conflicts=True))


def _rung(
    request: ServiceRequest,
    step: EscalationStep,
    *,
    because: UUID,
    counted_from: datetime,
    due_at: datetime | None = None,
) -> Escalation:
    tell_at = moment_of(step=step, due_at=counted_from, department_id=request.department_id)
    return Escalation(request=request, step=step, because=because, due_at=due_at, tell_at=tell_at)


def take_over_due(*, subject: UUID, at: datetime) -> None:
    """The day of the queue is that of the clock of the resolution as it runs now, unless it stands still."""
    with transaction():
        request = ServiceRequest.objects.select_for_update().filter(uuid=subject).first()
        if request is None or request.state not in OPEN or request.due_at is None:
            return
        due_at = deadlines.due_now(subject=subject, kind=ClockKind.RESOLUTION)
        if due_at not in {None, request.due_at}:
            request.due_at, request.updated_at = due_at, max(request.updated_at, at)
            request.save(update_fields=["due_at", "updated_at"])


def steps_for(*, trigger: str, department_id: int, kind: str = "") -> Sequence[EscalationStep]:
    """The rungs of the department where it has its own for this, else those of the city."""
    steps = EscalationStep.objects.filter(trigger=trigger, is_active=True)
    if kind:
        steps = steps.filter(kind=kind)
    found = list(steps.filter(Q(department=department_id) | Q(department=None)).order_by("quantity", "id"))
    own = [step for step in found if step.department_id is not None]
    return own or found


def moment_of(*, step: EscalationStep, due_at: datetime, department_id: int) -> datetime:
    """So much before (less than nothing) or after a moment, in the days of the department."""
    unit = Unit(step.unit)
    ruler = calendar_of(department_id=department_id, unit=unit)
    if step.quantity >= 0:
        return ruler.add(start=due_at, amount=unit.amount(step.quantity)) if step.quantity else due_at
    return before(ruler=ruler, end=due_at, amount=unit.amount(-step.quantity))
