"""Finish the work, approve it."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from townline.accounts.values import Viewer
from townline.core.actor import SYSTEM, Actor
from townline.core.errors import OperationRefused
from townline.core.transactions import transaction, transaction_required
from townline.service_levels import operations as service_levels
from townline.service_levels import queries as deadlines
from townline.service_requests import event_types
from townline.service_requests.models import Outcome, Photo, ServiceRequest
from townline.service_requests.operations.changes import begin, enter, finish, locked
from townline.service_requests.operations.tasks.closing import refuse_open_tasks
from townline.service_requests.workflow import State, Verb


class EvidenceMissing(OperationRefused):
    message = _("Say what was done, in words or with a photo: nothing closes without evidence.")


def complete(
    *,
    request: ServiceRequest,
    outcome: str,
    words: str,
    by: Viewer,
    at: datetime,
    photos: Sequence[UUID] = (),
    version: int | None = None,
) -> ServiceRequest:
    """The work is done: an outcome, with words for the customer or a photo as evidence. Raises EvidenceMissing."""
    if outcome not in set(Outcome.values) - {Outcome.NOT_RECORDED}:
        raise EvidenceMissing(_("Choose an outcome."))
    if not words.strip() and not photos:
        raise EvidenceMissing
    with transaction():
        request = begin(request=request, verb=Verb.COMPLETE, by=by, version=version)
        refuse_open_tasks(request=request)
        mine = Q(request=None) | Q(request=request)  # never a photo of another request
        Photo.objects.filter(mine, uuid__in=photos).update(request=request, is_evidence=True)
        service_levels.stop(subject=request.uuid, at=at)
        request.outcome, request.status_notes = outcome, words.strip()
        request.completed_at, request.due_at = at, None
        request.assigned_at = request.assigned_at or at
        fields = [
            *enter(request, state=State.COMPLETED, at=at),
            "outcome",
            "status_notes",
            "completed_at",
            "due_at",
            "assigned_at",
        ]
        return finish(request, fields=fields, fact=event_types.Completed(outcome, len(photos)), by=by.actor, at=at)


def confirm(*, request: ServiceRequest, by: Viewer, at: datetime, version: int | None = None) -> ServiceRequest:
    """Approves the completion."""
    with transaction():
        request = begin(request=request, verb=Verb.CONFIRM, by=by, version=version)
        return _confirm(request, how="approved", by=by.actor, at=at)


@transaction_required
def _confirm(request: ServiceRequest, *, how: str, by: Actor, at: datetime) -> ServiceRequest:
    request.closed_at = at
    fields = [*enter(request, state=State.CONFIRMED, at=at), "closed_at"]
    return finish(request, fields=fields, fact=event_types.Confirmed(how), by=by, at=at)


def confirm_after_grace(*, at: datetime, limit: int = 500) -> int:
    """Completions that nobody approved or disputed within the grace period (business days) stand; returns how many."""
    waiting = ServiceRequest.objects.filter(
        state=State.COMPLETED, state_since_at__lte=at - timedelta(days=settings.TOWNLINE_GRACE_DAYS)
    )
    count = 0
    for request in waiting.order_by("state_since_at")[:limit]:
        if deadlines.expected(business_days=settings.TOWNLINE_GRACE_DAYS, at=request.state_since_at) > at:
            continue
        with transaction():
            current = locked(request=request, version=None)
            if current.state == State.COMPLETED:
                _confirm(current, how="grace period", by=SYSTEM, at=at)
                count += 1
    return count
