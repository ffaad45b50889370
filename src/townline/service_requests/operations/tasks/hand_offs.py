"""Time what goes from team to team against what they agreed."""

from datetime import datetime
from typing import TYPE_CHECKING

from townline.accounts import queries as accounts
from townline.core.transactions import transaction
from townline.events.values import RecordedEvent
from townline.service_levels import queries as service_levels
from townline.service_levels.values import Unit
from townline.service_requests.hand_off_moves import Move, Turn, moves_of
from townline.service_requests.models import Agreement, HandOff, ServiceRequest, Task

if TYPE_CHECKING:
    from townline.accounts.models import Team


def follow_hand_off(*, event: RecordedEvent) -> None:
    """Hearing an event twice changes nothing."""
    request = ServiceRequest.objects.filter(uuid=event.subject).first()
    if request is None:
        return
    with transaction():
        for move in moves_of(kind=event.type, data=event.data):
            task = Task.objects.filter(request=request, uuid=move.task).first() if move.task else None
            if move.task and task is None:
                continue
            waiting = HandOff.objects.filter(
                request=request, task=task, taken_up_at__isnull=True, ended_at__isnull=True
            ).exclude(event_uuid=event.uuid)
            if move.turn is Turn.HANDED:
                _hand_over(event, request, task, move)
            elif move.turn is Turn.TAKEN_UP:
                waiting.update(taken_up_at=event.occurred_at)
            else:
                waiting.update(ended_at=event.occurred_at)


def _hand_over(event: RecordedEvent, request: ServiceRequest, task: Task | None, move: Move) -> None:
    frm, to = accounts.team_by_id(team_id=move.frm), accounts.team_by_id(team_id=move.to)
    agreed = _agreement(frm, to)
    HandOff.objects.get_or_create(
        event_uuid=event.uuid,
        defaults={
            "request": request,
            "task": task,
            "from_team": frm,
            "to_team": to,
            "handed_at": event.occurred_at,
            "quantity": agreed.quantity if agreed else None,
            "unit": agreed.unit if agreed else "",
            "due_at": _due(agreed, event.occurred_at),
        },
    )


def _due(agreed: Agreement | None, at: datetime) -> datetime | None:
    if agreed is None:
        return None
    return service_levels.deadline(quantity=agreed.quantity, unit=Unit(agreed.unit), start=at)


def _agreement(frm: "Team", to: "Team") -> Agreement | None:
    """The most exact one that fits: a team before its department, a named giver before any."""
    fitting = [
        row
        for row in Agreement.objects.filter(is_active=True).order_by("id")
        if row.from_team_id in {None, frm.pk}
        and row.from_department_id in {None, frm.department_id}
        and row.to_team_id in {None, to.pk}
        and row.to_department_id in {None, to.department_id}
    ]
    return max(fitting, key=_exactness, default=None)


def _exactness(row: Agreement) -> tuple[bool, bool, bool, int]:
    return row.to_team_id is not None, row.from_team_id is not None, row.from_department_id is not None, -row.pk
