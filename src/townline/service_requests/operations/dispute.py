"""“This is not resolved”: opened again for a supervisor, and a defect of that closing until the supervisor finds otherwise."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from townline.accounts.values import Viewer
from townline.core.actor import Actor
from townline.core.errors import NotAllowed, OperationRefused
from townline.core.transactions import transaction, transaction_required
from townline.events import operations as events
from townline.events import queries as log
from townline.service_requests import event_types, permissions
from townline.service_requests.closing_values import says_something
from townline.service_requests.models import Closure, Dispute, FollowUp, ServiceRequest
from townline.service_requests.operations.asked_again import answered, count_contact, promise_answer, take_down
from townline.service_requests.operations.asking import Asked, open_to
from townline.service_requests.operations.changes import finish, locked
from townline.service_requests.operations.notes import add_note
from townline.service_requests.operations.reopen import back_to_work
from townline.service_requests.operations.review import ReasonMissing
from townline.service_requests.values import Verdict
from townline.service_requests.workflow import Verb, move

_CLOSINGS = (event_types.Completed.TYPE, event_types.Declined.TYPE)


class AlreadyJudged(OperationRefused):
    message = _("Somebody has decided this already. The page of the request shows what was found.")


class JudgesThemselves(NotAllowed):
    message = _("You closed this request yourself or approved the closing, so somebody else judges it.")


def dispute(
    *, request: ServiceRequest, words: str, by: Actor, at: datetime, photos: Sequence[UUID] = ()
) -> ServiceRequest:
    """The customer says that it is not resolved: open again, for a supervisor to look at. Raises ReasonMissing, NotNow."""
    asked = Asked(words, tuple(photos), language=request.language, customer_id=request.customer_id)
    return dispute_closing(request=request, asked=asked, by=by, at=at).request


def dispute_closing(*, request: ServiceRequest, asked: Asked, by: Actor, at: datetime) -> FollowUp:
    """The same for whoever asked again, with an answer promised by its own clock. Raises ReasonMissing, NotNow."""
    if not asked.words.strip():
        raise ReasonMissing(_("Write what is still wrong, so that the next visit mends it."))
    with transaction():
        request = locked(request=request, version=None)
        move(request.state, Verb.DISPUTE)
        taken = take_down(request=request, asked=asked, by=by, at=at)
        Dispute.objects.create(
            follow_up=taken,
            request=request,
            service_id=request.service_id,
            department_id=request.department_id,
            team_id=request.team_id,
            state=request.state,
            outcome=request.outcome,
            closed_at=request.completed_at or request.closed_at,
            closed_by_id=_who_closed(request),
            approved_by_id=_who_approved(request),
            made_at=at,
        )
        due_at, fields = back_to_work(request, at=at)
        request.disputed_at = at
        answer_by = promise_answer(taken, at=at)
        count_contact(taken, by=by, at=at)
        fact = event_types.Disputed(
            taken.note_id or 0, due_at.isoformat(), str(taken.uuid), taken.number, answer_by.isoformat()
        )
        taken.request = finish(request, fields=[*fields, "disputed_at"], fact=fact, by=by, at=at)
        return taken


@transaction_required
def _who_closed(request: ServiceRequest) -> int | None:
    closings = log.history_of(subject=request.uuid).filter(type__in=_CLOSINGS, actor_kind="staff")
    last = closings.order_by("-occurred_at", "-id").first()
    return last.actor_id if last else None


@transaction_required
def _who_approved(request: ServiceRequest) -> int | None:
    """None: nobody looked, or nobody has yet."""
    standing = Closure.objects.filter(request=request, set_aside_at__isnull=True).order_by("-id").first()
    return standing.decided_by_id if standing else None


def judge(*, dispute: Dispute, verdict: Verdict, words: str, by: Viewer, at: datetime) -> Dispute:
    """What the supervisor found, in words that whoever disputed it reads, where they can be told. Raises ReasonMissing, AlreadyJudged, JudgesThemselves.

    A closing that was right is closed again by the usual way, with its evidence.
    """
    if not says_something(words):
        raise ReasonMissing(_("Write what you found."))
    with transaction():
        current = Dispute.objects.select_for_update().get(pk=dispute.pk)
        if current.verdict:
            raise AlreadyJudged
        if by.users & {current.closed_by_id, current.approved_by_id}:
            raise JudgesThemselves
        if not Dispute.objects.filter(permissions.may_judge(by), pk=current.pk).exists():
            raise NotAllowed
        current.verdict, current.decided_at, current.decided_by_id = verdict, at, by.user_id
        current.save(update_fields=["verdict", "decided_at", "decided_by_id"])
        taken = FollowUp.objects.select_related("request", "page", "note").get(pk=current.follow_up_id)
        fact = event_types.DisputeJudged(str(taken.uuid), verdict.value)
        events.record(fact, subject=taken.request.uuid, by=by.actor, at=at)
        add_note(request=taken.page or taken.request, text=words, visibility=open_to(taken), by=by, at=at)
        if taken.answered_at is None:
            answered(taken, how="judged", by=by.actor, at=at)
    return current
