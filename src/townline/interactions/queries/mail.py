"""Scanned mail: what waits to be sorted, one item, one page. The door to each."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q, QuerySet

from townline.accounts.permissions import Capability
from townline.accounts.values import Viewer
from townline.core import reference
from townline.core.errors import NotFound
from townline.interactions.models import CoverSheet, MailItem, MailPage
from townline.interactions.values import MailState
from townline.privacy.reading import What, saw

if TYPE_CHECKING:
    from townline.interactions.permissions import Subjects


def visible_mail(*, viewer: Viewer, subjects: "Subjects") -> QuerySet[MailItem]:
    """What is not sorted is open to all who sort; what is about something, to those who may open that."""
    items = MailItem.objects.select_related("customer", "cover")
    if not (viewer.can(Capability.SEE_CUSTOMERS) and viewer.can(Capability.RECORD_CONTACTS)):
        return items.none()
    about = Q(subject=None)
    if not viewer.can(Capability.SEE_ALL_REQUESTS):
        about &= Q(state=MailState.SORTING)
    if subjects is not None:
        about |= Q(subject__in=subjects)
    return items.filter(about)


def mail_to_sort(*, viewer: Viewer, limit: int) -> list[MailItem]:
    waiting = visible_mail(viewer=viewer, subjects=None).filter(state=MailState.SORTING)
    return list(waiting.prefetch_related("pages").order_by("scanned_at", "pk")[:limit])


def mail_filed(*, viewer: Viewer, subjects: "Subjects", limit: int) -> list[MailItem]:
    """The latest first."""
    filed = visible_mail(viewer=viewer, subjects=subjects).filter(state=MailState.FILED)
    found = list(filed.prefetch_related("pages").order_by("-scanned_at", "-pk")[:limit])
    saw(people=[item.customer.uuid for item in found if item.customer], what=What.SEARCH)
    return found


def mail_item(*, uuid: UUID, viewer: Viewer, subjects: "Subjects") -> MailItem:
    """Raises NotFound."""
    found = visible_mail(viewer=viewer, subjects=subjects).filter(uuid=uuid).first()
    if found is None:
        raise NotFound
    saw(people=[found.customer.uuid] if found.customer else [], subject=found.uuid, what=What.CONTACT)
    return found


def mail_page(*, uuid: UUID, number: int, viewer: Viewer, subjects: "Subjects") -> MailPage:
    """One page of an item that this person may open. Raises NotFound."""
    item = mail_item(uuid=uuid, viewer=viewer, subjects=subjects)
    found = item.pages.filter(number=number).first()
    if found is None:
        raise NotFound
    return found


def cover_coded(*, code: str) -> CoverSheet:
    """Raises ReferenceMistyped, NotFound."""
    cover = CoverSheet.objects.select_related("customer").filter(code=reference.parse(code)).first()
    if cover is None:
        raise NotFound
    return cover


def mail_about(*, subject: UUID, viewer: Viewer, subjects: "Subjects", limit: int = 5) -> list[MailItem]:
    """Scans that belong to this, the latest first."""
    found = visible_mail(viewer=viewer, subjects=subjects).filter(subject=subject)
    return list(found.order_by("-scanned_at", "-pk")[:limit])
