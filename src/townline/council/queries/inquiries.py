"""Questions of offices: an office sees its own, the liaison officer all of them."""

from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from townline.accounts.permissions import Capability
from townline.accounts.values import Viewer
from townline.core.errors import NotFound
from townline.council import permissions
from townline.council.models import Inquiry, InquiryMessage
from townline.council.values import InquiryState


def _open_to(viewer: Viewer) -> Q:
    if permissions.may_answer(viewer):
        return Q()
    if viewer.can(Capability.COUNCIL_OFFICE) and viewer.office_id:
        return Q(councillor=viewer.office_id)
    return Q(pk=None)


def visible_inquiries(*, viewer: Viewer) -> QuerySet[Inquiry]:
    rows = Inquiry.objects.filter(_open_to(viewer), disposed_at=None)
    return rows.select_related("councillor", "request__service")


def inbox(*, viewer: Viewer, done: bool = False) -> QuerySet[Inquiry]:
    """What waits for an answer, the most urgent first; else what has one, the newest first."""
    rows = visible_inquiries(viewer=viewer)
    if done:
        return rows.exclude(state=InquiryState.OPEN).order_by("-asked_at", "-id")
    return rows.filter(state=InquiryState.OPEN).order_by("due_at", "id")


def visible_inquiry(*, uuid: UUID, viewer: Viewer) -> Inquiry:
    """Raises NotFound."""
    found = visible_inquiries(viewer=viewer).filter(uuid=uuid).first()
    if found is None:
        raise NotFound
    return found


def messages_of(*, inquiry: Inquiry) -> list[InquiryMessage]:
    return list(inquiry.messages.order_by("written_at", "id"))


def inquiry_of_event(*, subject: UUID) -> Inquiry:
    """For handlers, which have no viewer. Raises NotFound."""
    found = Inquiry.objects.filter(uuid=subject).select_related("councillor").first()
    if found is None:
        raise NotFound
    return found


def late_count(*, viewer: Viewer, at: datetime) -> int:
    return visible_inquiries(viewer=viewer).filter(state=InquiryState.OPEN, due_at__lt=at).count()
