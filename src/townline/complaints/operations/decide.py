"""How a stage ends."""

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from townline.accounts.values import Viewer
from townline.complaints import event_types, permissions
from townline.complaints.models import Complaint, Decision
from townline.complaints.operations.handle import locked
from townline.complaints.queries.rules import rule_of
from townline.complaints.refusals import NotIndependent, NotOpen
from townline.complaints.values import Finding, Judged, Remedy, State
from townline.core.actor import Actor
from townline.core.errors import NotAllowed, OperationRefused
from townline.core.transactions import transaction, transaction_required
from townline.events import operations as events


class DecisionRefused(OperationRefused):
    message = _("Choose a finding, say which remedies follow, and give the reasons: the customer reads them.")


class DecidedBefore(OperationRefused):
    message = _("You decided an earlier stage of this complaint. Somebody else decides this one.")


def decide(*, complaint: Complaint, judged: Judged, by: Viewer, at: datetime) -> Decision:
    """Ends the stage; the customer gets the letter. Raises DecisionRefused, DecidedBefore, NotIndependent, NotOpen, NotAllowed."""
    if not permissions.may_decide(viewer=by):
        raise NotAllowed
    _check(judged)
    with transaction():
        current = locked(complaint=complaint, by=by)
        if not current.is_open:
            raise NotOpen
        if not permissions.is_independent(
            complaint=current, user_id=by.user_id, teams=by.teams, departments=by.departments, name=by.actor.label
        ):
            raise NotIndependent
        if current.decisions.filter(decided_by_id=by.user_id).exists():
            raise DecidedBefore
        return _end(current, judged, by.actor, at)


def withdraw(*, complaint: Complaint, by: Actor, at: datetime) -> Decision:
    """The customer takes it back. Raises NotOpen."""
    with transaction():
        current = Complaint.objects.select_for_update().get(pk=complaint.pk)
        if not current.is_open:
            raise NotOpen
        return _end(current, Judged(Finding.WITHDRAWN, (Remedy.NONE,), ""), by, at)


def _check(judged: Judged) -> None:
    if judged.finding is Finding.WITHDRAWN:
        return
    remedies = set(judged.remedies)
    if not judged.reasons.strip() or not remedies or (Remedy.NONE in remedies and len(remedies) > 1):
        raise DecisionRefused
    if judged.finding is Finding.UPHELD and remedies == {Remedy.NONE}:
        raise DecisionRefused(_("A complaint that is upheld has a remedy: at least an apology."))


@transaction_required
def _end(current: Complaint, judged: Judged, by: Actor, at: datetime) -> Decision:
    withdrawn = judged.finding is Finding.WITHDRAWN
    decision = Decision.objects.create(
        complaint=current,
        stage=current.stage,
        finding=judged.finding,
        remedies=[str(remedy) for remedy in judged.remedies],
        reasons=judged.reasons.strip(),
        decided_at=at,
        due_at=current.due_at,
        decided_by_id=by.id if by.is_staff and not withdrawn else None,
        decided_by=by.label if by.is_staff else "",
    )
    current.state = State.CLOSED if withdrawn else State.DECIDED
    current.escalate_until = None if withdrawn else at + timedelta(days=rule_of(stage=current.stage).escalate_days)
    current.update_missed_at = None
    current.save(update_fields=["state", "escalate_until", "update_missed_at"])
    fact = event_types.ComplaintDecided(current.stage, judged.finding.value, decision.remedies)
    events.record(fact, subject=current.uuid, by=by, at=at)
    return decision
