"""Somebody says that a record about them is wrong."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from townline.accounts.values import Viewer
from townline.core.errors import OperationRefused
from townline.core.transactions import transaction
from townline.events import operations as events
from townline.records_office import event_types
from townline.records_office.file_numbers import next_number
from townline.records_office.models import CorrectionRequest
from townline.records_office.operations.access_file import may_handle
from townline.service_levels import queries as deadlines
from townline.service_levels.values import Unit

DAYS = 30  # MFIPPA names no time for corrections; the city answers as it does for access


class CorrectionRefused(OperationRefused):
    message = _("Say what is wrong and what it should say.")


@dataclass(frozen=True, slots=True)
class Wrong:
    """What the person says: which record is `wrong`, and what is `right`."""

    person: UUID
    name: str
    wrong: str
    right: str


def receive_correction(*, said: Wrong, by: Viewer, at: datetime) -> CorrectionRequest:
    """Raises NotAllowed and CorrectionRefused."""
    may_handle(by)
    if not (said.wrong.strip() and said.right.strip()):
        raise CorrectionRefused
    with transaction():
        made = CorrectionRequest.objects.create(
            number=next_number(model=CorrectionRequest, at=at),
            person=said.person,
            name=said.name.strip(),
            wrong=said.wrong.strip(),
            right=said.right.strip(),
            received_at=at,
            due_at=deadlines.deadline(quantity=DAYS, unit=Unit.CALENDAR_DAYS, start=at),
        )
        events.record(event_types.CorrectionReceived(made.number), subject=made.uuid, by=by.actor, at=at)
    return made
