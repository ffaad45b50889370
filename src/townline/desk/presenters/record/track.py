"""The public track, as the customer sees it now."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from townline.service_requests.workflow import CLOSED, State, Step, public_track
from townline.ui import times

if TYPE_CHECKING:
    from townline.service_requests.queries import Record


@dataclass(frozen=True, slots=True)
class StepView:
    name: object
    state: str
    date: object
    text: str = ""


def track(record: "Record") -> list[StepView]:
    """The public track, as the customer sees it now."""
    request = record.request
    steps = public_track(
        state=request.state,
        received=request.submitted_at,
        reviewed=request.reviewed_at,
        assigned=request.assigned_at,
        completed=request.completed_at or request.closed_at,
    )
    is_over = request.state in CLOSED
    stopped = request.state in {State.DECLINED, State.MERGED, State.CANCELLED}
    return [
        StepView(
            step.name,
            _step_state(
                is_current=step.is_current, reached=step.reached_at is not None, is_over=is_over, stopped=stopped
            ),
            times.short(step.reached_at, today=times.day_of(step.reached_at)) if step.reached_at else "",
        )
        for step in steps
        if not (stopped and step.step in {Step.REVIEWED, Step.WORK_ASSIGNED})
    ]


def _step_state(*, is_current: bool, reached: bool, is_over: bool, stopped: bool) -> str:
    if is_current:
        return "stopped" if stopped else "done" if is_over else "now"
    return "done" if reached else "next"
