"""Look at a request and say what happens with it: accept, decline, merge."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from townline.accounts.values import Viewer
from townline.core.errors import OperationRefused
from townline.core.transactions import transaction
from townline.service_levels import operations as service_levels
from townline.service_levels.values import ClockKind
from townline.service_requests import event_types
from townline.service_requests.closing_values import Ending, says_something
from townline.service_requests.models import ServiceRequest
from townline.service_requests.operations.changes import begin, enter, finish, locked
from townline.service_requests.operations.closing.without_work import close_without_work
from townline.service_requests.operations.ends import close
from townline.service_requests.workflow import State, Verb


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
    """Closes it with a reason that the customer reads, or proposes to where the rule asks for somebody else. Raises ReasonMissing."""
    if not says_something(reason):
        raise ReasonMissing
    with transaction():
        request = begin(request=request, verb=Verb.DECLINE, by=by, version=version)
        return close_without_work(request=request, ending=Ending.DECLINED, reason=reason.strip(), by=by, at=at)


def _was_done_before(target: ServiceRequest, request: ServiceRequest) -> bool:
    """A report that came after the work was done tells of something that this work did not mend."""
    return target.state in {State.COMPLETED, State.CONFIRMED} and (
        target.completed_at is None or target.completed_at < request.submitted_at
    )


def merge_into(
    *, request: ServiceRequest, target: ServiceRequest, by: Viewer, at: datetime, version: int | None = None
) -> ServiceRequest:
    """Joins it with an earlier request of the same problem. Raises CannotMerge.

    Whoever hears of it hears of that one from now on (queries.told_of), and no more when it is opened again.
    """
    with transaction():
        if target.pk < request.pk:  # always in this order: two people may merge the same two into each other
            target = locked(request=target, version=None)
        request = begin(request=request, verb=Verb.MERGE, by=by, version=version)
        target = locked(request=target, version=None)
        if target.pk == request.pk or target.state == State.MERGED:
            raise CannotMerge
        if target.state in {State.DECLINED, State.CANCELLED} or _was_done_before(target, request):
            raise CannotMerge(_("Nobody works on that request any more. Choose another, or give the reason here."))
        if target.visibility != request.visibility:
            raise CannotMerge(
                _("One of the two is public and the other is not: merging would tell people what they may not know.")
            )
        request.merged_into = target
        fact = event_types.Merged(into=str(target.uuid))
        return close(request, State.MERGED, fact, ["merged_into"], by.actor, at)
