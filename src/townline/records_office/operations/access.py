"""An access request from the letter to the day on which its clock starts."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from townline.accounts.values import Viewer
from townline.core.transactions import transaction, transaction_required
from townline.records_office import event_types
from townline.records_office.file_numbers import next_number
from townline.records_office.legal.profiles import profile_of
from townline.records_office.models import AccessRequest
from townline.records_office.operations.access_file import AccessRefused, changing, may_handle, record
from townline.records_office.operations.holds import Held, place_hold
from townline.records_office.values import AccessState, HoldReason, Identity
from townline.service_levels import queries as deadlines
from townline.service_levels.values import Unit


@dataclass(frozen=True, slots=True)
class Asked:
    """What the letter or the form says. `person` is the customer whom the records are about."""

    person: UUID
    name: str
    what: str
    send_to: str
    by_whom: str = ""
    language: str = "en"
    profile: str = "ontario"


def receive_access_request(*, asked: Asked, by: Viewer, at: datetime) -> AccessRequest:
    """Opens the file and keeps the person's records from disposal. Raises NotAllowed, AccessRefused, NoSuchProfile."""
    may_handle(by)
    profile = profile_of(asked.profile)
    if not (asked.name.strip() and asked.what.strip() and asked.send_to.strip()):
        raise AccessRefused
    with transaction():
        access = AccessRequest(number=next_number(model=AccessRequest, at=at), person=asked.person)
        access.name, access.asked, access.send_to = asked.name.strip(), asked.what.strip(), asked.send_to.strip()
        access.by_whom, access.language = asked.by_whom.strip(), asked.language
        access.profile, access.days, access.unit = profile.code, profile.days, profile.unit.value
        access.fee_cents, access.received_at, access.handled_by_id = profile.fee_cents, at, by.user_id
        held = Held(person=asked.person)
        number = f"{_('Access request')} {access.number}"
        access.hold = place_hold(
            held=held, reason=HoldReason.ACCESS_REQUEST, file_number=number, by=by.actor, at=at
        ).uuid
        access.save()
        record(access, event_types.AccessRequestReceived(access.number, profile.code), by, at)
    return access


def note_fee(*, access: AccessRequest, waived: str = "", by: Viewer, at: datetime) -> AccessRequest:
    """The fee was paid, or waived for a reason. The clock starts if nothing else is missing."""
    with changing(access, by, AccessState.RECEIVED) as current:
        current.fee_paid_at = None if waived.strip() else at
        current.fee_waived = waived.strip()[:300]
        record(current, event_types.AccessFeeSettled(bool(current.fee_waived)), by, at)
        _complete(current, by, at)
    return current


def check_identity(*, access: AccessRequest, how: Identity, by: Viewer, at: datetime) -> AccessRequest:
    """We know that it is them (Reg. 823, section 2 (3)). No copy of a document is kept."""
    with changing(access, by, AccessState.RECEIVED) as current:
        current.identity, current.identity_at, current.identity_by = Identity(how), at, by.actor.label
        record(current, event_types.AccessIdentityChecked(current.identity), by, at)
        _complete(current, by, at)
    return current


def extend(*, access: AccessRequest, why: str, by: Viewer, at: datetime) -> AccessRequest:
    """Once, by what the law allows, with a reason that the person is told (MFIPPA section 20). Raises AccessRefused."""
    if not why.strip():
        raise AccessRefused(_("Say why more time is needed: the person is told."))
    with changing(access, by, AccessState.COMPLETE, AccessState.REVIEW) as current:
        if current.extended_days:
            raise AccessRefused(_("The time was extended before. The law allows it once."))
        current.extended_days = profile_of(current.profile).extension
        current.extended_why = why.strip()[:300]
        current.due_at = _due(current)
        record(current, event_types.AccessExtended(current.extended_days), by, at)
    return current


@transaction_required
def _complete(access: AccessRequest, by: Viewer, at: datetime) -> None:
    """The clock starts on the day on which nothing is missing any more."""
    settled = access.fee_cents == 0 or access.fee_paid_at or access.fee_waived
    if settled and access.identity:
        access.state, access.complete_at = AccessState.COMPLETE, at
        access.due_at = _due(access)
        record(access, event_types.AccessCompleted(access.due_at.isoformat()), by, at)


def _due(access: AccessRequest) -> datetime:
    assert access.complete_at is not None
    days = access.days + access.extended_days
    return deadlines.deadline(quantity=days, unit=Unit(access.unit), start=access.complete_at)
