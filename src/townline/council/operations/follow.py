"""Keep an eye on a request."""

from datetime import datetime
from uuid import UUID

from townline.accounts.values import Viewer
from townline.core.transactions import transaction
from townline.council import event_types
from townline.council.models import Follow
from townline.council.permissions import office_of
from townline.events import operations as events
from townline.service_requests import queries as service_requests


def follow(*, request: UUID, by: Viewer, at: datetime) -> None:
    """Saying it twice changes nothing. Raises NotAllowed, NotFound."""
    office = office_of(by)
    found = service_requests.request_of_event(subject=request)
    with transaction():
        _row, is_new = Follow.objects.get_or_create(
            request_id=found.pk, councillor_id=office, defaults={"since_at": at}
        )
        if is_new:
            events.record(event_types.RequestFollowed(office), subject=found.uuid, by=by.actor, at=at)


def unfollow(*, request: UUID, by: Viewer, at: datetime) -> None:
    office = office_of(by)
    with transaction():
        gone, _tables = Follow.objects.filter(request__uuid=request, councillor=office).delete()
        if gone:
            fact = event_types.RequestFollowed(office, follows=False)
            events.record(fact, subject=request, by=by.actor, at=at)
