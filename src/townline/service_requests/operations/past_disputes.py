"""Disputes that were before: the closings that did not hold, for figures that begin with history. Nobody is told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from townline.core.actor import Actor
from townline.core.transactions import transaction
from townline.events import operations as events
from townline.events.operations import PastEvent
from townline.service_requests import event_types
from townline.service_requests.models import Dispute, FollowUp, Note, ServiceRequest
from townline.service_requests.values import Verdict
from townline.service_requests.workflow import State


@dataclass(frozen=True, slots=True)
class PastDispute:
    """The note of a request that disputed a closing, and what a supervisor found."""

    request: ServiceRequest
    note: Note
    closed_at: datetime
    verdict: Verdict
    judged_by: Actor
    judged_at: datetime


def load_disputes(*, disputes: Sequence[PastDispute], at: datetime) -> int:
    """All of them or nothing; returns how many."""
    follow_ups = [
        FollowUp(
            request=one.request,
            note=one.note,
            customer_id=one.request.customer_id,
            number=1,
            channel="web",
            language=one.request.language,
            received_at=one.note.written_at,
            answer_by_at=one.judged_at,
            answered_at=one.judged_at,
        )
        for one in disputes
    ]
    rows = [
        Dispute(
            follow_up=follow_up,
            request=one.request,
            service_id=one.request.service_id,
            department_id=one.request.department_id,
            team_id=one.request.team_id,
            state=State.COMPLETED,
            outcome="fixed",
            closed_at=one.closed_at,
            made_at=one.note.written_at,
            verdict=one.verdict,
            decided_at=one.judged_at,
            decided_by_id=one.judged_by.id,
        )
        for one, follow_up in zip(disputes, follow_ups, strict=True)
    ]
    facts = [
        PastEvent(
            event_types.DisputeJudged(str(follow_up.uuid), one.verdict.value),
            one.request.uuid,
            one.judged_by,
            one.judged_at,
        )
        for one, follow_up in zip(disputes, follow_ups, strict=True)
    ]
    with transaction():
        FollowUp.objects.bulk_create(follow_ups, batch_size=1_000)
        Dispute.objects.bulk_create(rows, batch_size=1_000)
        events.record_history(events=facts, at=at)
    return len(rows)
