"""Who was told answers: I look after it, or somebody else does."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from townline.accounts import queries as accounts
from townline.accounts.values import Viewer
from townline.core.errors import NotFound, OperationRefused
from townline.core.transactions import transaction, transaction_required
from townline.events import operations as events
from townline.service_requests import event_types, permissions
from townline.service_requests.models import EscalationNotice, ServiceRequest


class NoticeAnswered(OperationRefused):
    message = _("This was answered already. Open the list again to see by whom.")


class NobodyElse(OperationRefused):
    message = _("Choose somebody else who may open this request.")


def acknowledge(*, uuid: UUID, words: str, by: Viewer, at: datetime) -> EscalationNotice:
    """They look after it: nobody else is told for one business day. Raises NotFound, NoticeAnswered."""
    with transaction():
        notice = _mine(uuid, by)
        _answer(notice, "acknowledged", words, at)
        others = EscalationNotice.objects.filter(escalation=notice.escalation, answered_at=None)
        others.update(answered_at=at, answer="over")
        fact = event_types.EscalationAcknowledged(str(notice.escalation.uuid), by.user_id)
        events.record(fact, subject=notice.escalation.request.uuid, by=by.actor, at=at)
    return notice


def pass_on(*, uuid: UUID, to: int, words: str, by: Viewer, at: datetime) -> EscalationNotice:
    """Another person is told in their place. Raises NotFound, NoticeAnswered, NobodyElse."""
    with transaction():
        notice = _mine(uuid, by)
        other = accounts.user_by_id(user_id=to)
        if other.pk in {notice.user_id, by.user_id} or not other.is_active:
            raise NobodyElse
        seen = permissions.may_see(accounts.viewer_of(user=other, at=at))
        if not ServiceRequest.objects.filter(seen, pk=notice.escalation.request_id).exists():
            raise NobodyElse
        notice.passed_to = other
        _answer(notice, "passed_on", words, at)
        EscalationNotice.objects.update_or_create(
            escalation=notice.escalation,
            user=other,
            defaults={
                "told_at": at,
                "answered_at": None,
                "answer": "",
                "passed_to": None,
                "words": words.strip()[:300],
            },
        )
        fact = event_types.EscalationPassedOn(str(notice.escalation.uuid), by.user_id, other.pk)
        events.record(fact, subject=notice.escalation.request.uuid, by=by.actor, at=at)
    return notice


@transaction_required
def _mine(uuid: UUID, by: Viewer) -> EscalationNotice:
    """Their own, or of somebody for whom they stand in today."""
    rows = EscalationNotice.objects.select_for_update(of=("self",)).select_related("escalation__request")
    notice = rows.filter(uuid=uuid, user__in=by.users).first()
    if notice is None:
        raise NotFound
    if notice.answered_at is not None:
        raise NoticeAnswered
    return notice


@transaction_required
def _answer(notice: EscalationNotice, answer: str, words: str, at: datetime) -> None:
    notice.answer, notice.answered_at, notice.words = answer, at, words.strip()[:300]
    notice.save(update_fields=["answer", "answered_at", "words", "passed_to"])
