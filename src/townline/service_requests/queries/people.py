"""Who follows a request, and the rows that a handler of its events needs."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import QuerySet

from townline.core.errors import NotFound
from townline.service_requests.models import Follower, FollowUp, Note, ServiceRequest
from townline.service_requests.workflow import OPEN


def followers_of(*, request: ServiceRequest) -> QuerySet[Follower]:
    return Follower.objects.filter(request=request).select_related("customer").order_by("since_at")


def request_of_event(*, subject: UUID) -> ServiceRequest:
    """For handlers: no viewer, because the event was recorded by an operation that had one. Raises NotFound."""
    request = ServiceRequest.objects.select_related("customer", "service").filter(uuid=subject).first()
    if request is None:
        raise NotFound
    return request


def follow_up_of_event(*, uuid: UUID) -> FollowUp | None:
    """Likewise."""
    related = ("customer", "request__service", "page__service")
    return FollowUp.objects.select_related(*related).filter(uuid=uuid).first()


def open_work_of(*, user_id: int) -> QuerySet[ServiceRequest]:
    """What a person has in hand; it goes back to the team when they leave."""
    return ServiceRequest.objects.filter(assignee_id=user_id, state__in=OPEN)


def uuid_of(*, reference: str) -> UUID | None:
    """For a hold: whoever knows a reference may keep the request from being destroyed without opening it."""
    return ServiceRequest.objects.filter(reference=reference).values_list("uuid", flat=True).first()


def requests_of(*, customers: Sequence[int]) -> list[UUID]:
    """The uuids of every request of these customers, for whoever keeps something about them."""
    return list(ServiceRequest.objects.filter(customer_id__in=customers).order_by("id").values_list("uuid", flat=True))


def note_by_id(*, note_id: int) -> Note | None:
    return Note.objects.filter(pk=note_id).first()
