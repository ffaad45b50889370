"""Show an office what is personal: a purpose first, and a row and an event each time."""

from datetime import datetime
from uuid import UUID

from townline.accounts.values import Viewer
from townline.core.transactions import transaction
from townline.council import event_types
from townline.council.models import Disclosure
from townline.council.permissions import office_of
from townline.council.queries.personal import personal_of
from townline.council.queries.seen import seen
from townline.council.refusals import Closed, NoPurpose, NotByConsent
from townline.council.values import Purpose, Shown
from townline.events import operations as events
from townline.privacy.reading import What, saw
from townline.service_requests import queries as service_requests


def disclose(*, request: UUID, purpose: str, by: Viewer, at: datetime) -> dict[Shown, str]:
    """What the consent and the rules open, now. Raises NotAllowed, NotFound, NoPurpose, Closed, NotByConsent."""
    office = office_of(by)
    if purpose not in Purpose.values:
        raise NoPurpose
    found = service_requests.request_of_event(subject=request)
    view = seen(requests=[found], viewer=by, at=at)[0]
    if view.is_sealed:
        raise NotByConsent
    if not view.closed or view.consent is None:
        raise Closed
    told = personal_of(request=found, shown=view.closed, is_raised=view.is_raised)
    with transaction():
        Disclosure.objects.create(
            request_id=found.pk,
            councillor_id=office,
            consent=view.consent,
            purpose=purpose,
            shown=sorted(told),
            at=at,
            shown_to=by.actor.label,
        )
        fact = event_types.Disclosed(office, sorted(told), purpose, str(view.consent))
        events.record(fact, subject=found.uuid, by=by.actor, at=at)
    saw(people=[found.customer.uuid] if found.customer else [], subject=found.uuid, what=What.COUNCIL)
    return told
