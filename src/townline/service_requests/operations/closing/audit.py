"""Look afterwards at closings that stood without a look."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from townline.accounts.values import Viewer
from townline.core.errors import NotAllowed, OperationRefused
from townline.core.transactions import transaction
from townline.events import operations as events
from townline.service_requests import closing_event_types, permissions
from townline.service_requests.closing_values import AuditVerdict, says_something
from townline.service_requests.models import Closure
from townline.service_requests.operations.changes import locked
from townline.service_requests.operations.closing.refusals import NothingToDecide, OwnWork
from townline.service_requests.operations.reopen import reopen
from townline.service_requests.workflow import CLOSED


class VerdictMissing(OperationRefused):
    message = _("Say whether it was closed rightly; if it was not, write why.")


def audit(*, closure: Closure, verdict: str, words: str, by: Viewer, at: datetime) -> Closure:
    """What was not closed rightly is opened again. Raises VerdictMissing, OwnWork, NotAllowed, NothingToDecide."""
    if verdict not in AuditVerdict.values or (verdict == AuditVerdict.NOT_GOOD and not says_something(words)):
        raise VerdictMissing
    with transaction():
        request = locked(request=closure.request, version=None)
        current = Closure.objects.select_for_update().get(pk=closure.pk)
        if not current.is_to_audit:
            raise NothingToDecide
        if by.users & set(current.workers):
            raise OwnWork
        if not permissions.may_audit(closure=current, request=request, viewer=by):
            raise NotAllowed
        current.verdict, current.audit_words = verdict, words.strip()
        current.audited_at, current.audited_by_id, current.audited_by_label = at, by.user_id, by.actor.label
        current.save(update_fields=["verdict", "audit_words", "audited_at", "audited_by_id", "audited_by_label"])
        fact = closing_event_types.ClosingAudited(str(current.uuid), verdict)
        events.record(fact, subject=request.uuid, by=by.actor, at=at)
        if verdict == AuditVerdict.NOT_GOOD and request.state in CLOSED:
            reopen(request=request, reason=words, by=by, at=at)
    return current
