"""Pictures that show work: a new one each time. The same file sent again is the same picture."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from townline.core.errors import OperationRefused
from townline.core.transactions import transaction_required
from townline.service_requests.closing_values import ClosureState
from townline.service_requests.models import Closure, Photo, PhotoState, ServiceRequest

_NONE = Q(pk=None)


class PhotoSeenBefore(OperationRefused):
    message = _(
        "One of these photos is here already: it shows other work, or the problem itself. Take a photo of this work and add it."
    )

    def __init__(self, *, photos: Sequence[UUID]) -> None:
        self.photos = tuple(photos)
        super().__init__()


@transaction_required
def pictures_of_work(*, request: ServiceRequest, photos: Sequence[UUID], known: Q, others: Q = _NONE) -> list[Photo]:
    """New ones and `known` ones that can be read; never one that the customer sent, nor one of `others`. Raises PhotoSeenBefore.

    What was new when it was brought stays so, whoever sends a copy of it afterwards.
    """
    if not photos:
        return []
    new = Q(request=None) | known
    found = list(Photo.objects.filter(new, uuid__in=list(photos)).exclude(state=PhotoState.REFUSED).order_by("id"))
    used = used_before(request=request)
    sums = [one for photo in found if photo.request_id is None for one in photo.fingerprints]
    same = Photo.objects.filter(fingerprints__overlap=sums, request__isnull=False) if sums else Photo.objects.none()
    elsewhere = ~Q(request=request) | Q(is_evidence=False) | Q(uuid__in=used) | others
    seen = same.filter(elsewhere).exclude(pk__in=[photo.pk for photo in found]).values_list("fingerprints", flat=True)
    if known_sums := {one for row in seen for one in row}:
        raise PhotoSeenBefore(photos=[photo.uuid for photo in found if known_sums & set(photo.fingerprints)])
    return [photo for photo in found if photo.uuid not in used]


@transaction_required
def used_before(*, request: ServiceRequest) -> set[UUID]:
    """Pictures of a closing that was accepted: of the visit before."""
    earlier = Closure.objects.filter(request=request, state__in=[ClosureState.APPROVED, ClosureState.STOOD])
    return {uuid for uuids in earlier.values_list("photos", flat=True) for uuid in uuids}
