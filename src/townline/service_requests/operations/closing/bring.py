"""Write down that somebody brings a request to its end. The database adds the rule and whose own work it is."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.conf import settings

from townline.accounts.values import Viewer
from townline.core.actor import Actor
from townline.core.transactions import transaction_required
from townline.service_levels import queries as deadlines
from townline.service_requests.closing_values import BY_A_PERSON, ClosureState, Ending, Proof
from townline.service_requests.models import Closure, ServiceRequest
from townline.service_requests.queries.closing import Needs

WAITS_FOR = 2  # business days at one level


@transaction_required
def bring_done(
    *, request: ServiceRequest, needs: Needs, proof: Proof, photos: Sequence[UUID], by: Viewer, at: datetime
) -> Closure:
    """The work is done: it waits for somebody, or for the end of the time in which the customer may object."""
    overtake(request=request, at=at)
    stands_at = None if needs.approval in BY_A_PERSON else _after(settings.TOWNLINE_GRACE_DAYS, at)
    closure = Closure(
        **_brought(request, Ending.DONE, by=by.actor, at=at),
        size=proof.size,
        outcome=request.outcome,
        measured=proof.measured.strip(),
        told=proof.told,
        photos=list(photos),
        stands_at=stands_at,
        next_level_at=_after(WAITS_FOR, at) if stands_at is None else None,
    )
    return _written(closure)


@transaction_required
def propose(*, request: ServiceRequest, ending: Ending, reason: str, by: Viewer, at: datetime) -> Closure:
    """Somebody wants to close it without work. It waits, unless the rule asks nobody or a person who may decide brings it."""
    overtake(request=request, at=at)
    closure = Closure(
        **_brought(request, ending, by=by.actor, at=at), reason=reason, next_level_at=_after(WAITS_FOR, at)
    )
    return _written(closure)


@transaction_required
def bring_settled(
    *, request: ServiceRequest, ending: Ending, state: ClosureState, reason: str, by: Actor, at: datetime
) -> Closure:
    """It needs nobody else: the rule asks nobody, the person may decide, the customer withdrew it, another system closed it."""
    overtake(request=request, at=at)
    is_person = by.is_staff and state is ClosureState.APPROVED
    closure = Closure(
        **_brought(request, ending, by=by, at=at),
        reason=reason,
        state=state,
        stands_at=at if state is ClosureState.STOOD else None,
        decided_at=at,
        decided_by_id=by.id if is_person else None,
        decided_by_label=by.label if is_person else "",
    )
    return _written(closure)


@transaction_required
def mark_imported(*, request: ServiceRequest, by: Actor, at: datetime) -> None:
    """Another system says that it has ended: exempt from our rules, and marked so."""
    if not Closure.objects.filter(request=request, state=ClosureState.IMPORTED, set_aside_at__isnull=True).exists():
        bring_settled(request=request, ending=Ending.IMPORTED, state=ClosureState.IMPORTED, reason="", by=by, at=at)


@transaction_required
def overtake(*, request: ServiceRequest, at: datetime) -> None:
    """What waited before is not asked any more."""
    waiting = Closure.objects.filter(request=request, state=ClosureState.WAITING)
    waiting.update(state=ClosureState.SET_ASIDE, set_aside_at=at)


def _brought(request: ServiceRequest, ending: Ending, *, by: Actor, at: datetime) -> dict[str, object]:
    return {
        "request": request,
        "ending": ending,
        "team_id": request.team_id,
        "worked_from_at": min(at, _began(request)),
        "completed_at": at,
        "completed_by_id": by.id if by.is_staff else None,
        "completed_by_label": by.label if by.is_staff else "",
    }


def _began(request: ServiceRequest) -> datetime:
    """Work that was sent back or opened again begins anew."""
    again = Closure.objects.filter(request=request, set_aside_at__isnull=False).order_by("-id").first()
    first = request.assigned_at or request.submitted_at
    return max(first, again.set_aside_at) if again and again.set_aside_at else first


def _after(business_days: int, at: datetime) -> datetime:
    return deadlines.expected(business_days=business_days, at=at)


def _written(closure: Closure) -> Closure:
    closure.save(force_insert=True)
    closure.refresh_from_db(fields=["rule", "rule_note", "approval", "percent", "required", "workers", "is_drawn"])
    return closure
