"""The one door to a request: for staff, for the public, for the holder of a private link."""

from dataclasses import dataclass
from uuid import UUID

from django.core import signing
from django.db.models import QuerySet

from townline.accounts.values import Viewer
from townline.core import reference as references
from townline.core.errors import NotFound
from townline.service_requests import permissions
from townline.service_requests.models import ServiceRequest

_SALT = "townline.track"
_RELATED = ("service", "department", "team", "assignee", "customer", "ward", "merged_into")


def visible_requests(*, viewer: Viewer) -> QuerySet[ServiceRequest]:
    return ServiceRequest.objects.filter(permissions.may_see(viewer))


def visible_request(*, reference: str, viewer: Viewer) -> ServiceRequest:
    """Raises ReferenceMistyped, or NotFound if there is none that this person may open."""
    number = references.parse(reference)
    request = visible_requests(viewer=viewer).select_related(*_RELATED).filter(reference=number).first()
    if request is None:
        raise NotFound
    return request


def public_request(*, reference: str) -> ServiceRequest:
    """A request that anybody may know of, also by the number that it had in another system.

    Raises ReferenceMistyped or NotFound; a private one is not told from none.
    """
    reference = reference.replace("\x00", "")
    public = ServiceRequest.objects.select_related(*_RELATED).filter(visibility="public")
    if references.is_reference(reference):
        request = public.filter(reference=references.parse(reference)).first()
    else:
        request = None
    request = request or public.filter(source_id=reference.strip()).exclude(source_id="").order_by("-id").first()
    if request is None:
        references.parse(reference)
        raise NotFound
    return request


@dataclass(frozen=True, slots=True)
class PrivateView:
    """`is_reporter` is false for a follower, who sees no more than the public and the words meant for customers."""

    request: ServiceRequest
    customer_id: int | None
    is_reporter: bool


def track_token(*, uuid: UUID, customer_id: int | None) -> str:
    """What stands in the private link of this customer."""
    return signing.Signer(salt=_SALT).sign(f"{uuid.hex}.{customer_id or 0}").replace(":", "~")


def private_request(*, token: str) -> PrivateView:
    """The request behind a private link. Raises NotFound for a link that was not made here."""
    try:
        value = signing.Signer(salt=_SALT).unsign(token.replace("~", ":"))
        uuid, _, customer = value.partition(".")
        request = ServiceRequest.objects.select_related(*_RELATED).get(uuid=UUID(uuid))
    except (signing.BadSignature, ValueError, ServiceRequest.DoesNotExist):
        raise NotFound from None
    customer_id = int(customer) or None
    is_reporter = customer_id == request.customer_id
    return PrivateView(request, customer_id, is_reporter)
