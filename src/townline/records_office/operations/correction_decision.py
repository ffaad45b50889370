"""Corrected, or the person's own statement beside the record."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from townline.accounts.values import Viewer
from townline.core.errors import OperationRefused
from townline.core.transactions import transaction
from townline.events import operations as events
from townline.records_office import event_types
from townline.records_office.models import CorrectionRequest
from townline.records_office.operations.access_file import may_handle
from townline.records_office.operations.corrections import CorrectionRefused
from townline.records_office.values import CorrectionState


class AlreadyDecided(OperationRefused):
    message = _("This correction was decided before. Open it again to see how.")


@dataclass(frozen=True, slots=True)
class Answer:
    """`statement` is the person's own, of disagreement; `told` names who got the information before and was told now."""

    corrected: bool
    reason: str = ""
    statement: str = ""
    told: str = ""


def decide_correction(*, correction: CorrectionRequest, answer: Answer, by: Viewer, at: datetime) -> CorrectionRequest:
    """Not corrected needs a reason, and keeps the person's statement. Raises NotAllowed, CorrectionRefused and AlreadyDecided."""
    may_handle(by)
    if not answer.corrected and not answer.reason.strip():
        raise CorrectionRefused(_("Say why it is not corrected: the person is told."))
    with transaction():
        current = CorrectionRequest.objects.select_for_update().get(pk=correction.pk)
        if current.state != CorrectionState.RECEIVED:
            raise AlreadyDecided
        current.state = CorrectionState.CORRECTED if answer.corrected else CorrectionState.REFUSED
        current.decided_at, current.decided_by = at, by.actor.label
        current.reason, current.told = answer.reason.strip()[:1_000], answer.told.strip()[:1_000]
        current.statement = answer.statement.strip()
        current.save()
        fact = event_types.CorrectionDecided(current.state, bool(current.statement))
        events.record(fact, subject=current.uuid, by=by.actor, at=at)
    return current


def add_statement(*, correction: CorrectionRequest, statement: str, by: Viewer, at: datetime) -> CorrectionRequest:
    """The person's statement of disagreement, which may come after the decision. Raises NotAllowed and CorrectionRefused."""
    may_handle(by)
    if not statement.strip():
        raise CorrectionRefused(_("Write the statement in the person’s own words."))
    with transaction():
        current = CorrectionRequest.objects.select_for_update().get(pk=correction.pk)
        if current.state != CorrectionState.REFUSED:
            raise CorrectionRefused(_("A statement stands beside what was not corrected."))
        current.statement = statement.strip()
        current.save(update_fields=["statement"])
        fact = event_types.CorrectionDecided(current.state, has_statement=True)
        events.record(fact, subject=current.uuid, by=by.actor, at=at)
    return current
