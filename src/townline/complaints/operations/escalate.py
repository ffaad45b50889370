"""“I am not satisfied”: the next stage; and what lies outside."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from townline.accounts.values import Viewer
from townline.complaints import event_types, permissions
from townline.complaints.models import Complaint, Update
from townline.complaints.operations.handle import locked
from townline.complaints.operations.receive import dates_of
from townline.complaints.queries.rules import rule_of
from townline.complaints.refusals import NotOpen, WordsMissing
from townline.complaints.values import Stage, State, after
from townline.core.actor import Actor
from townline.core.errors import NotAllowed, OperationRefused
from townline.core.transactions import transaction
from townline.events import operations as events


class TooLateToGoOn(OperationRefused):
    message = _(
        "The time to go on with this complaint is over. Tell us what is new, and we look whether it is another one."
    )


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


def _note(complaint: Complaint, words: str, by: Actor, at: datetime, *, from_customer: bool = False) -> None:
    label = by.label if by.is_staff and not from_customer else ""
    Update.objects.create(
        complaint=complaint, words=words.strip()[:4_000], from_customer=from_customer, written_at=at, written_by=label
    )
