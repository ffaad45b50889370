"""How a stage ends, and how it goes on when the customer is not satisfied."""

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from townline.accounts.values import Viewer
from townline.complaints import event_types, permissions
from townline.complaints.models import Complaint, Decision, Update
from townline.complaints.operations.handle import NotIndependent, NotOpen, WordsMissing, locked
from townline.complaints.operations.receive import dates_of
from townline.complaints.queries.rules import rule_of
from townline.complaints.values import Finding, Judged, Remedy, Stage, State, after
from townline.core.actor import Actor
from townline.core.errors import NotAllowed, OperationRefused
from townline.core.transactions import transaction, transaction_required
from townline.events import operations as events


class DecisionRefused(OperationRefused):
    message = _("Choose a finding, say which remedies follow, and give the reasons: the customer reads them.")


class DecidedBefore(OperationRefused):
    message = _("You decided an earlier stage of this complaint. Somebody else decides this one.")


class TooLateToGoOn(OperationRefused):
    message = _(
        "The time to go on with this complaint is over. Tell us what is new, and we look whether it is another one."
    )


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


def escalate(*, complaint: Complaint, words: str, by: Actor, at: datetime) -> Complaint:
    """“I am not satisfied”: the next stage looks at it. Raises WordsMissing and TooLateToGoOn."""
    if not words.strip():
        raise WordsMissing(_("Say why you are not satisfied."))
    with transaction():
        current = Complaint.objects.select_for_update().get(pk=complaint.pk)
        onward = after(current.stage)
        if not may_go_on(complaint=current, at=at) or onward in {None, Stage.OMBUDSMAN}:
            raise TooLateToGoOn
        before, current.stage = current.stage, str(onward)
        _note(current, words, by, at, from_customer=True)
        current.state, current.handler_id = State.OPEN, None
        current.stage_since_at, current.escalate_until, current.update_missed_at = at, None, None
        dates = dates_of(rule=rule_of(stage=current.stage), at=at)
        current.due_at, current.inform_by = dates["due_at"], dates["inform_by"]
        current.save()
        events.record(event_types.ComplaintEscalated(before, current.stage), subject=current.uuid, by=by, at=at)
    return current


def may_go_on(*, complaint: Complaint, at: datetime) -> bool:
    """After a decision for as long as the city's rule says; before it, once the promised day is over."""
    if after(complaint.stage) in {None, Stage.OMBUDSMAN}:
        return False
    if complaint.state == State.OPEN:
        return complaint.due_at is not None and complaint.due_at < at
    return complaint.state == State.DECIDED and complaint.escalate_until is not None and at <= complaint.escalate_until


def close_with_ombudsman(*, complaint: Complaint, words: str, by: Viewer, at: datetime) -> Complaint:
    """The ombudsman looks outside; what they say is written down and the file is closed. Raises NotAllowed, NotFound, NotOpen."""
    if not permissions.may_decide(viewer=by):
        raise NotAllowed
    if not words.strip():
        raise WordsMissing(_("Say what the ombudsman said, or that the customer went there."))
    with transaction():
        current = locked(complaint=complaint, by=by)
        if current.state == State.CLOSED:
            raise NotOpen
        _note(current, words, by.actor, at)
        current.stage, current.state, current.stage_since_at = Stage.OMBUDSMAN, State.CLOSED, at
        current.handler_id = current.due_at = current.inform_by = current.update_missed_at = None
        current.escalate_until = None
        current.save()
        events.record(event_types.ComplaintClosed(current.stage), subject=current.uuid, by=by.actor, at=at)
    return current


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


def _note(complaint: Complaint, words: str, by: Actor, at: datetime, *, from_customer: bool = False) -> None:
    label = by.label if by.is_staff and not from_customer else ""
    Update.objects.create(
        complaint=complaint, words=words.strip()[:4_000], from_customer=from_customer, written_at=at, written_by=label
    )
