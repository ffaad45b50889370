"""A step that the customer hears of is the answer to what they asked before."""

from datetime import datetime
from uuid import UUID

from django.db.models import Q

from townline.core.actor import Actor
from townline.core.transactions import transaction
from townline.service_levels import queries as deadlines
from townline.service_levels.values import ClockKind
from townline.service_requests.models import FollowUp
from townline.service_requests.operations.asked_again import answered


def answer_by_step(*, request: UUID, everybody: bool, by: Actor, at: datetime) -> int:
    """Those that came before that moment; `everybody`: also whoever reported what was merged into it. Returns how many."""
    own = Q(page__uuid=request) | Q(page__isnull=True, request__uuid=request)
    waiting = Q(answered_at__isnull=True, answer_by_at__isnull=False, received_at__lte=at)
    with transaction():
        rows = FollowUp.objects.select_for_update(of=("self",)).select_related("request")
        found = list(rows.filter(waiting, own | Q(request__uuid=request) if everybody else own).order_by("id"))
        for follow_up in found:
            answered(follow_up, how="step", by=by, at=at)
    return len(found)


def take_over_answer_due(*, follow_up: UUID) -> None:
    """Other opening days have moved the promise of an answer: it is due when its clock says so now."""
    with transaction():
        waiting = FollowUp.objects.select_for_update(of=("self",)).filter(uuid=follow_up, answered_at__isnull=True)
        found = waiting.first()
        due_at = deadlines.due_now(subject=follow_up, kind=ClockKind.FIRST_CONTACT) if found else None
        if found and due_at:
            found.answer_by_at = due_at
            found.save(update_fields=["answer_by_at"])
