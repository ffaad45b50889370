"""What council offices were shown of residents."""

from uuid import UUID

from django.db.models import QuerySet

from townline.accounts.permissions import Capability
from townline.accounts.values import Viewer
from townline.core.errors import NotAllowed
from townline.council.models import Disclosure
from townline.council.permissions import office_of


def disclosures(*, viewer: Viewer) -> QuerySet[Disclosure]:
    """All of them, the newest first, for those who watch over the log of reads. Raises NotAllowed."""
    if not viewer.can(Capability.SEE_READ_LOG):
        raise NotAllowed
    return Disclosure.objects.select_related("councillor", "request").order_by("-at", "-id")


def disclosed_to_office(*, request: UUID, viewer: Viewer) -> QuerySet[Disclosure]:
    """What this office was shown of one request before."""
    rows = Disclosure.objects.filter(request__uuid=request, councillor=office_of(viewer))
    return rows.order_by("-at", "-id")
