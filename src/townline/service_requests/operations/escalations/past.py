"""What was said before the log began: rungs whose moment has passed are told in that moment, and mail nobody today."""

from datetime import datetime

from townline.core.actor import SYSTEM
from townline.core.transactions import transaction
from townline.events import operations as events
from townline.events.operations import PastEvent
from townline.service_requests import event_types
from townline.service_requests.escalation_values import By
from townline.service_requests.models import Escalation, EscalationNotice
from townline.service_requests.operations.escalations.people import people_of


def tell_as_history(*, before: datetime, at: datetime) -> int:
    """Each rung that was to be told before a moment; returns how many. `at` is when the log hears of it."""
    with transaction():
        rows = Escalation.objects.filter(tell_at__lt=before, told_at=None, dropped_at=None).order_by("tell_at", "id")
        rungs = list(rows.select_related("step", "request__assignee"))
        notices, facts = [], []
        for rung in rungs:
            rung.told_at = rung.tell_at
            whom, people = people_of(whom=rung.step.whom, request=rung.request, at=rung.tell_at)
            notices += [EscalationNotice(escalation=rung, user=user, told_at=rung.tell_at) for user in people]
            by_mail, told = rung.step.by == By.MAIL, [user.pk for user in people]
            fact = event_types.Escalated(str(rung.uuid), rung.step.trigger, whom, told, by_mail)
            facts.append(PastEvent(fact, rung.request.uuid, SYSTEM, rung.tell_at))
        Escalation.objects.bulk_update(rungs, ["told_at"], batch_size=500)
        EscalationNotice.objects.bulk_create(notices)
        events.record_history(events=facts, at=at)
        return len(rungs)
