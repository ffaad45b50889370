"""Open it again, with a new promise."""

from datetime import datetime

from townline.accounts.values import Viewer
from townline.core.transactions import transaction, transaction_required
from townline.service_levels import operations as service_levels
from townline.service_levels import queries as deadlines
from townline.service_levels.values import ClockKind, Promised
from townline.service_requests import event_types
from townline.service_requests.models import Note, NoteVisibility, ServiceRequest
from townline.service_requests.operations.changes import begin, enter, finish
from townline.service_requests.operations.review import ReasonMissing
from townline.service_requests.workflow import NotNow, State, Verb

UNKNOWN_DAYS = 5  # where another system had promised a day and not how long


def reopen(
    *, request: ServiceRequest, reason: str, by: Viewer, at: datetime, version: int | None = None
) -> ServiceRequest:
    """Back to work with a new promise. Raises ReasonMissing."""
    if not reason.strip():
        raise ReasonMissing
    with transaction():
        request = begin(request=request, verb=Verb.REOPEN, by=by, version=version)
        Note.objects.create(
            request=request,
            text=reason.strip(),
            visibility=NoteVisibility.INTERNAL,
            author_id=by.user_id,
            author_label=by.actor.label,
            written_at=at,
        )
        due_at, fields = back_to_work(request, at=at)
        return finish(
            request, fields=fields, fact=event_types.Reopened("given", due_at.isoformat()), by=by.actor, at=at
        )


@transaction_required
def back_to_work(request: ServiceRequest, *, at: datetime) -> tuple[datetime, list[str]]:
    if request.state not in {State.COMPLETED, State.CONFIRMED, State.DECLINED, State.MERGED, State.CANCELLED}:
        raise NotNow
    due_at = _promise_again(request, at=at)
    request.due_at = request.promised_at = due_at
    request.completed_at = request.closed_at = request.merged_into = None
    request.outcome = ""
    request.reopened_count += 1
    changed = ["due_at", "promised_at", "completed_at", "closed_at", "merged_into", "outcome", "reopened_count"]
    return due_at, [*changed, *enter(request, state=State.REVIEWED, at=at)]


def _promise_again(request: ServiceRequest, *, at: datetime) -> datetime:
    """What was promised last, from now on; that it came is known."""
    before = {promised.kind: promised for promised in deadlines.promises_of(subject=request.uuid)}
    before.setdefault(ClockKind.RESOLUTION, Promised(ClockKind.RESOLUTION, UNKNOWN_DAYS))
    before.pop(ClockKind.ACKNOWLEDGE, None)
    due = service_levels.restart(
        subject=request.uuid, promises=list(before.values()), at=at, department_id=request.department_id
    )
    return due[ClockKind.RESOLUTION]
