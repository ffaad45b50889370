"""An office speaks for a resident: raises a request, and shows the consent that it has in writing."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from townline.accounts.values import Viewer
from townline.core.actor import Actor
from townline.core.errors import NotFound, OperationRefused
from townline.core.transactions import transaction, transaction_required
from townline.council import event_types
from townline.council.models import Behalf
from townline.council.permissions import office_of
from townline.council.queries.seen import IN_WRITING
from townline.council.refusals import NotByConsent
from townline.council.values import Consented
from townline.events import operations as events
from townline.privacy import operations as privacy
from townline.privacy.operations import Given
from townline.privacy.permissions import KEEP_CONSENTS
from townline.privacy.shipped import COUNCIL_OFFICE
from townline.privacy.values import Method
from townline.service_requests import operations as service_requests
from townline.service_requests import queries as requests
from townline.service_requests.values import Submission

if TYPE_CHECKING:
    from townline.service_requests.models import ServiceRequest


class NotInWriting(OperationRefused):
    message = _("The law wants the consent in writing. Say where the paper or the message is kept.")


class NobodyToConsent(OperationRefused):
    message = _("This request has no name on it, so nobody can have consented.")


@dataclass(frozen=True, slots=True)
class _Keeper:
    """An office writes down the consent that it holds, for its own pair of request and office, and no other."""

    actor: Actor

    def can(self, capability: object) -> bool:
        return capability == KEEP_CONSENTS


def raise_request(*, submission: Submission, consent: Consented | None, by: Viewer, at: datetime) -> "ServiceRequest":
    """The same request as any other, in the resident's name. It is taken with or without consent; sent twice it is one.

    Raises NotAllowed, NotInWriting, HazardStops, SubmissionRejected, NotFound.
    """
    office = office_of(by)
    if consent is not None:
        _need_writing(consent)
    sent = requests.request_of_draft(uuid=submission.submission_key) if submission.submission_key else None
    if sent is not None:
        return _own(sent, office)
    with transaction():
        made = service_requests.submit(submission=submission, by=by.actor, at=at)
        behalf = _behalf(made, office, by, at, is_raised=True)
        opens = made.customer_id is not None and made.visibility != "enforcement"
        given = _give(made, behalf, consent, by, at) if consent and opens else None
        fact = event_types.RaisedOnBehalf(office, str(given or ""))
        events.record(fact, subject=made.uuid, by=by.actor, at=at)
    return made


def _own(sent: "ServiceRequest", office: int) -> "ServiceRequest":
    """A form opens what this office sent with it and nothing of anybody else. Raises NotFound."""
    if not Behalf.objects.filter(request_id=sent.pk, councillor=office, is_raised=True).exists():
        raise NotFound
    return sent


def show_consent(*, request: UUID, consent: Consented, by: Viewer, at: datetime) -> UUID:
    """The row of the ledger. For a request that was there before, or whose paper came later. Raises NotAllowed, NotInWriting, NotByConsent, NobodyToConsent."""
    office = office_of(by)
    found = requests.request_of_event(subject=request)
    if found.visibility == "enforcement":
        raise NotByConsent
    _need_writing(consent)
    if found.customer_id is None:
        raise NobodyToConsent
    with transaction():
        behalf = _behalf(found, office, by, at, is_raised=False)
        given = _give(found, behalf, consent, by, at)
        fact = event_types.ConsentShown(office, str(given))
        events.record(fact, subject=found.uuid, by=by.actor, at=at)
    return given


def _need_writing(consent: Consented) -> None:
    if consent.method not in IN_WRITING or not consent.note.strip():
        raise NotInWriting


@transaction_required
def _behalf(request: "ServiceRequest", office: int, by: Viewer, at: datetime, *, is_raised: bool) -> Behalf:
    found, _is_new = Behalf.objects.select_for_update().get_or_create(
        request_id=request.pk,
        councillor_id=office,
        defaults={"since_at": at, "is_raised": is_raised, "written_by": by.actor.label},
    )
    return found


@transaction_required
def _give(request: "ServiceRequest", behalf: Behalf, consent: Consented, by: Viewer, at: datetime) -> UUID:
    """A row of the ledger about this request and this office alone: `about` is the pair of them."""
    given = Given(
        COUNCIL_OFFICE,
        Method(consent.method),
        language=request.language,
        about=behalf.uuid,
        note=consent.note.strip()[:1_000],
    )
    assert request.customer is not None
    row = privacy.give_consent(person=request.customer.uuid, given=given, by=_Keeper(by.actor), at=at)
    behalf.consent = row.uuid
    behalf.save(update_fields=["consent"])
    return row.uuid
