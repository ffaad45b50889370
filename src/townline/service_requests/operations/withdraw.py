"""The customer withdraws it. What others reported, and was joined with it, goes on."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from townline.accounts.values import Viewer
from townline.core.actor import SYSTEM, Actor
from townline.core.errors import NotAllowed
from townline.core.transactions import transaction, transaction_required
from townline.service_requests import event_types
from townline.service_requests.closing_values import Ending, says_something
from townline.service_requests.models import Follower, ServiceRequest
from townline.service_requests.operations.assign import put_with
from townline.service_requests.operations.changes import begin, finish, locked
from townline.service_requests.operations.closing.without_work import close_for_customer, close_without_work
from townline.service_requests.operations.reopen import back_to_work
from townline.service_requests.operations.review import ReasonMissing
from townline.service_requests.values import Ground, Sees
from townline.service_requests.workflow import OPEN, NotNow, State, Verb


def cancel(
    *, request: ServiceRequest, by: Viewer | Actor, at: datetime, reason: str = "", version: int | None = None
) -> ServiceRequest:
    """The customer withdraws it, by the private link (an Actor) or through staff, who write how the customer said so.

    Raises ReasonMissing, NotAllowed, NotNow.
    """
    with transaction():
        if isinstance(by, Viewer):
            if not says_something(reason):
                raise ReasonMissing(_("Write how and when the customer said that they do not want it any more."))
            request = begin(request=request, verb=Verb.CANCEL, by=by, version=version)
            closed = close_without_work(request=request, ending=Ending.CANCELLED, reason=reason.strip(), by=by, at=at)
        else:
            closed = _withdrawn_by_customer(locked(request=request, version=version), by, at)
        if closed.state == State.CANCELLED:
            hand_on(closed, at=at)
        return closed


@transaction_required
def _withdrawn_by_customer(request: ServiceRequest, by: Actor, at: datetime) -> ServiceRequest:
    if by.is_staff:
        raise NotAllowed
    if request.state not in OPEN:
        raise NotNow
    return close_for_customer(request=request, by=by, at=at)


@transaction_required
def hand_on(request: ServiceRequest, *, at: datetime) -> None:
    """One person withdraws; others reported the same problem. The first of their reports takes the work over."""
    merged = ServiceRequest.objects.select_for_update().filter(merged_into=request, state=State.MERGED)
    joined = list(merged.filter(disposed_at__isnull=True).order_by("id"))
    if not joined:
        return
    heir, *others = joined
    ServiceRequest.objects.filter(pk__in=[other.pk for other in others]).update(merged_into=heir)
    _hand_on_followers(request, heir)
    due_at, fields = back_to_work(heir, at=at)
    fact = event_types.Reopened("the one it was merged into was withdrawn", due_at.isoformat())
    heir = finish(heir, fields=fields, fact=fact, by=SYSTEM, at=at)
    if request.assigned_at and request.team:
        put_with(heir, team=request.team, assignee=request.assignee, by=SYSTEM, at=at)


@transaction_required
def _hand_on_followers(request: ServiceRequest, heir: ServiceRequest) -> None:
    """They hear on, as much as the public: whoever agreed to more is not the person whose request it is now."""
    if request.visibility != "public":
        return
    known = Follower.objects.filter(request=heir).values("customer_id")
    handed = Follower.objects.filter(request=request).exclude(customer_id__in=known)
    if heir.customer_id is not None:
        handed = handed.exclude(customer_id=heir.customer_id)
    handed.filter(sees=Sees.ALL_BUT_PERSON).update(sees=Sees.PUBLIC)
    handed.filter(ground=Ground.AGREED).update(ground=Ground.ASKED, reason="")
    handed.update(request=heir)
