"""Look at a request and say what happens with it: accept, decline, merge, cancel."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from townline.accounts.values import Viewer
from townline.core.actor import Actor
from townline.core.errors import OperationRefused
from townline.core.transactions import transaction
from townline.service_levels import operations as service_levels
from townline.service_levels.values import ClockKind, Ended
from townline.service_requests import event_types
from townline.service_requests.models import Follower, ServiceRequest
from townline.service_requests.operations.changes import begin, enter, finish, locked
from townline.service_requests.workflow import OPEN, NotNow, State, Verb


class ReasonMissing(OperationRefused):
    message = _("Write a reason: the customer will read it.")


class CannotMerge(OperationRefused):
    message = _("Choose another request that is not itself merged.")


def accept(*, request: ServiceRequest, by: Viewer, at: datetime, version: int | None = None) -> ServiceRequest:
    """Says that it is the City's to do."""
    with transaction():
        request = begin(request=request, verb=Verb.ACCEPT, by=by, version=version)
        fields = enter(request, state=State.REVIEWED, at=at)
        request.reviewed_at = request.reviewed_at or at
        service_levels.stop(subject=request.uuid, at=at, kind=ClockKind.ACKNOWLEDGE)
        return finish(request, fields=[*fields, "reviewed_at"], fact=event_types.Accepted(), by=by.actor, at=at)


def decline(
    *, request: ServiceRequest, reason: str, by: Viewer, at: datetime, version: int | None = None
) -> ServiceRequest:
    """Closes it with a reason that the customer reads. Raises ReasonMissing."""
    if not reason.strip():
        raise ReasonMissing
    with transaction():
        request = begin(request=request, verb=Verb.DECLINE, by=by, version=version)
        request.status_notes = reason.strip()
        return _close(request, State.DECLINED, event_types.Declined(reason="given"), ["status_notes"], by.actor, at)


def merge_into(
    *, request: ServiceRequest, target: ServiceRequest, by: Viewer, at: datetime, version: int | None = None
) -> ServiceRequest:
    """Joins it with an earlier request of the same problem; its customer follows that one if it is public. Raises CannotMerge."""
    with transaction():
        if target.pk < request.pk:  # always in this order: two people may merge the same two into each other
            target = locked(request=target, version=None)
        request = begin(request=request, verb=Verb.MERGE, by=by, version=version)
        target = locked(request=target, version=None)
        if target.pk == request.pk or target.state == State.MERGED:
            raise CannotMerge
        if target.state in {State.DECLINED, State.CANCELLED}:
            raise CannotMerge(
                _("Nobody works on that request: it was closed without work. Choose another, or give the reason here.")
            )
        if target.visibility != request.visibility:
            raise CannotMerge(
                _("One of the two is public and the other is not: merging would tell people what they may not know.")
            )
        request.merged_into = target
        if target.visibility == "public":  # else one complainant would be told what comes of another's complaint
            _follow(request, target, at)
        fact = event_types.Merged(into=str(target.uuid))
        return _close(request, State.MERGED, fact, ["merged_into"], by.actor, at)


def _follow(request: ServiceRequest, target: ServiceRequest, at: datetime) -> None:
    followers = list(Follower.objects.filter(request=request))
    rows = [
        Follower(
            request=target, customer_id=row.customer_id, language=row.language, preferred=row.preferred, since_at=at
        )
        for row in followers
    ]
    if request.customer_id and request.customer_id != target.customer_id:
        rows.append(
            Follower(
                request=target,
                customer_id=request.customer_id,
                language=request.language,
                preferred=request.preferred,
                since_at=at,
            )
        )
    Follower.objects.bulk_create(rows, ignore_conflicts=True)


def _close(
    request: ServiceRequest,
    state: State,
    fact: event_types.Declined | event_types.Merged | event_types.Cancelled,
    fields: list[str],
    actor: Actor,
    at: datetime,
) -> ServiceRequest:
    service_levels.stop(subject=request.uuid, at=at, ended=Ended.DROPPED)
    request.closed_at, request.due_at = at, None
    fields = [*fields, *enter(request, state=state, at=at), "closed_at", "due_at"]
    return finish(request, fields=fields, fact=fact, by=actor, at=at)


def cancel(*, request: ServiceRequest, by: Viewer | Actor, at: datetime, version: int | None = None) -> ServiceRequest:
    """The customer withdraws it, by the private link (an Actor) or through staff."""
    with transaction():
        if isinstance(by, Viewer):
            request = begin(request=request, verb=Verb.CANCEL, by=by, version=version)
            actor = by.actor
        else:
            request, actor = locked(request=request, version=version), by
            if request.state not in OPEN:
                raise NotNow
        return _close(request, State.CANCELLED, event_types.Cancelled(), [], actor, at)
