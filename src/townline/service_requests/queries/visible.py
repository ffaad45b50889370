"""The one door to a request: for staff, for the public, for the holder of a private link."""

from dataclasses import dataclass
from uuid import UUID

from django.core import signing
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from townline.accounts.values import Viewer
from townline.core import reference as references
from townline.core.errors import NotFound
from townline.service_requests import permissions
from townline.service_requests.models import Follower, ServiceRequest
from townline.service_requests.values import Sees

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


class LinkEnded(NotFound):
    message = _("This link has ended: you do not follow this request any more.")


@dataclass(frozen=True, slots=True)
class PrivateView:
    """`is_reporter` is false for a follower, who sees as much as `sees` says."""

    request: ServiceRequest
    customer_id: int | None
    is_reporter: bool
    sees: Sees = Sees.ALL_BUT_PERSON
    is_follower: bool = False

    @property
    def sees_all(self) -> bool:
        return self.sees is Sees.ALL_BUT_PERSON


def track_token(*, uuid: UUID, customer_id: int | None) -> str:
    """What stands in the private link of this customer."""
    return signing.Signer(salt=_SALT).sign(f"{uuid.hex}.{customer_id or 0}").replace(":", "~")


def private_request(*, token: str) -> PrivateView:
    """The request behind a private link. Raises NotFound for a link that was not made here, LinkEnded for one that ended."""
    try:
        value = signing.Signer(salt=_SALT).unsign(token.replace("~", ":"))
        uuid, _dot, customer = value.partition(".")
        request = ServiceRequest.objects.select_related(*_RELATED).get(uuid=UUID(uuid))
    except (signing.BadSignature, ValueError, ServiceRequest.DoesNotExist):
        raise NotFound from None
    customer_id = int(customer) or None
    if customer_id == request.customer_id:
        return PrivateView(request, customer_id, is_reporter=True)
    row = Follower.objects.filter(request=request, customer_id=customer_id).first() if customer_id else None
    if row is None and request.visibility != "public":
        raise LinkEnded
    sees = Sees(row.sees) if row else Sees.PUBLIC
    return PrivateView(request, customer_id, is_reporter=False, sees=sees, is_follower=row is not None)
