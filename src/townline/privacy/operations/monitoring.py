"""What employees have been told about the counting of their work; until that is recorded, nothing about anybody is shown."""

from datetime import date, datetime
from uuid import NAMESPACE_URL, uuid5

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from townline.core.errors import OperationRefused
from townline.core.transactions import transaction
from townline.events import operations as events
from townline.privacy import event_types
from townline.privacy.models import MonitoringPolicy
from townline.privacy.permissions import RECORD_MONITORING_POLICY, Keeper, actor_who_may

POLICY = uuid5(NAMESPACE_URL, "townline:monitoring-policy")  # the subject of its events


class PolicyNotWhole(OperationRefused):
    message = _("Give the words of the policy in both languages, its date, and who approved it.")


class NoPolicyHolds(OperationRefused):
    message = _("No policy holds now.")


def record_monitoring_policy(
    *, text_en: str, text_fr: str, approved_by: str, policy_date: date, by: Keeper, at: datetime
) -> MonitoringPolicy:
    """The next version. Earlier ones stay as they were. Raises NotAllowed, PolicyNotWhole."""
    actor = actor_who_may(by=by, capability=RECORD_MONITORING_POLICY)
    if not (text_en.strip() and text_fr.strip() and approved_by.strip()):
        raise PolicyNotWhole
    with transaction():
        last = MonitoringPolicy.objects.aggregate(last=Max("number"))["last"] or 0
        policy = MonitoringPolicy.objects.create(
            number=last + 1,
            text_en=text_en.strip(),
            text_fr=text_fr.strip(),
            approved_by=approved_by.strip(),
            policy_date=policy_date,
            recorded_at=at,
            recorded_by_id=actor.id or 0,
        )
        fact = event_types.MonitoringPolicyRecorded(policy.number, policy_date.isoformat())
        events.record(fact, subject=POLICY, by=actor, at=at)
    return policy


def end_monitoring_policy(*, by: Keeper, at: datetime) -> int:
    """No policy holds any more: figures about people are off. Raises NotAllowed, NoPolicyHolds. Returns how many it ended."""
    actor = actor_who_may(by=by, capability=RECORD_MONITORING_POLICY)
    with transaction():
        ended = MonitoringPolicy.objects.filter(ended_at__isnull=True).update(ended_at=at)
        if not ended:
            raise NoPolicyHolds
        events.record(event_types.MonitoringPolicyEnded(), subject=POLICY, by=actor, at=at)
    return ended
