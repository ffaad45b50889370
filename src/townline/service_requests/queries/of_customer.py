"""The door to a customer, and what they asked for: trimmed to what the viewer may connect with them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import F, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from townline.accounts.permissions import Capability
from townline.accounts.values import Viewer
from townline.core import reference as references
from townline.core.errors import NotAllowed, NotFound
from townline.core.timeline import TimelineEntry
from townline.customers import permissions as customer_permissions
from townline.customers import queries as customers
from townline.privacy.reading import Because, What, saw
from townline.service_requests import permissions
from townline.service_requests.models import Follower, ServiceRequest
from townline.service_requests.queries.sealed_away import sealed_away, told_to
from townline.service_requests.workflow import OPEN

if TYPE_CHECKING:
    from townline.customers.models import Customer

MOST_OPEN = 30
_SHOWN = (
    "uuid", "reference", "state", "channel", "address", "place_description", "visibility", "submitted_at", "due_at",
    "service__name_en", "service__name_fr",
)  # fmt: skip


class NotYourCustomer(NotFound):
    """The person may open it with a reason: see operations.open_customer."""

    message = _("You have no case of this customer, so their page is closed to you.")


@dataclass(frozen=True, slots=True)
class VisibleCustomer:
    """`ids` are those of every row that is this customer, the survivor first."""

    customer: "Customer"
    ids: tuple[int, ...]


def visible_customer(*, uuid: UUID, viewer: Viewer) -> VisibleCustomer:
    """Raises NotAllowed for who sees no customers, NotYourCustomer for one who has no case of theirs."""
    if not viewer.can(Capability.SEE_CUSTOMERS):
        raise NotAllowed
    found = known_customer(uuid=uuid)
    by_role = _is_open_by_role(found, viewer)
    if not by_role and found.customer.uuid not in viewer.opened:
        raise NotYourCustomer
    saw(people=[found.customer.uuid], what=What.CUSTOMER, because=Because.ROLE if by_role else Because.BREAK_GLASS)
    return found


def _is_open_by_role(found: VisibleCustomer, viewer: Viewer) -> bool:
    if not customer_permissions.sees_every_customer(viewer=viewer):
        return _has_case(found.ids, viewer)
    return not sealed_away(groups={found.customer.pk: found.ids}, viewer=viewer)


def known_customer(*, uuid: UUID) -> VisibleCustomer:
    """Whose page it would be; for who checks by themselves who may see it. Raises NotFound."""
    customer = customers.customer_of(uuid=uuid)
    return VisibleCustomer(customer, customers.same_person(customer=customer.pk))


def customer_of_reference(*, reference: str, viewer: Viewer) -> UUID | None:
    """Who asked, where the viewer may open the request and know it. Nobody for a number that is none."""
    if not references.is_reference(reference):
        return None
    found = told_to(viewer).filter(reference=references.parse(reference), customer__isnull=False)
    return found.values_list("customer__uuid", flat=True).first()


def customers_of_cases(*, viewer: Viewer) -> "QuerySet[Any, Any] | None":
    """Ids of the customers whose cases are the viewer's; None where every customer may be seen."""
    if customer_permissions.sees_every_customer(viewer=viewer):
        return None
    return told_to(viewer).filter(customer__isnull=False).values("customer_id")


def _has_case(ids: Sequence[int], viewer: Viewer) -> bool:
    told = told_to(viewer)
    follows = Follower.objects.filter(customer__in=ids, request__in=told.filter(pk=OuterRef("request")).values("pk"))
    return told.filter(customer__in=ids).exists() or follows.exists()


def open_requests_of(*, customers: Collection[int], viewer: Viewer) -> list[ServiceRequest]:
    """What is in work for them, what is due first on top."""
    rows = told_to(viewer).filter(customer__in=customers, state__in=OPEN).select_related("service").only(*_SHOWN)
    return list(rows.order_by(F("due_at").asc(nulls_last=True), "id")[:MOST_OPEN])


def timeline_of(
    *, customers: Sequence[int], viewer: Viewer, before: datetime | None, limit: int
) -> list[TimelineEntry]:
    """The newest `limit + 1` requests before that moment; none whose complainant is sealed to the viewer."""
    return entries(rows=told_to(viewer).filter(customer__in=customers), before=before, limit=limit)


def entries(*, rows: QuerySet[ServiceRequest], before: datetime | None, limit: int) -> list[TimelineEntry]:
    """Requests as lines of a history, the newest `limit + 1` before that moment."""
    if before is not None:
        rows = rows.filter(submitted_at__lt=before)
    newest = rows.order_by("-submitted_at", "-id").select_related("service").only(*_SHOWN)
    return [_entry(row) for row in newest[: limit + 1]]


def _entry(request: ServiceRequest) -> TimelineEntry:
    return TimelineEntry(
        at=request.submitted_at,
        kind="request",
        title="request",
        values={
            "service_en": request.service.name_en,
            "service_fr": request.service.name_fr,
            "state": request.state,
            "channel": request.channel,
            "where": request.address or request.place_description,
        },
        link="request",
        reference=request.reference,
        subject=request.uuid,
        sealed=request.visibility == permissions.ENFORCEMENT,
    )
